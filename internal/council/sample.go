package council

import "time"

// Sample gives the members of a made-up council of twelve, for trying the
// program and for its tests: no person and no body in it exists. Several
// sectors and three nations are there, a chair, a secretary, a librarian, one
// member outside Slack, and one who joins on the day given as now. slackID is
// asked for each other member's Slack id, by the member's place from 1 to 12.
// The members have no ID yet.
func Sample(now time.Time, slackID func(place int) string) []Member {
	members := []Member{
		sampleMember("Siân ap Rhys", "Chief digital and information officer", "Aberwen County Council", SectorCouncil, "Wales", "shared services", "governance"),
		sampleMember("Eilidh NicLeòid", "Head of digital", "Strathmorran Council", SectorCouncil, "Scotland", "service design", "accessibility"),
		sampleMember("Tobias Fennimore", "Head of ICT", "Westmarch Borough Council", SectorCouncil, "North West", "knowledge management", "service desk"),
		sampleMember("Chidinma Oyelade-Finch", "Chief information officer", "Northmere Constabulary", SectorPolice, "North East", "information assurance", "body-worn video"),
		sampleMember("Gwenllian Tudfil", "Director of ICT", "Dyffryn Wen Police", SectorPolice, "Wales", "networks", "suppliers"),
		sampleMember("Declan Mac Giolla Moyle", "Head of ICT", "Loughmoyle Fire and Rescue Service", SectorFire, "Northern Ireland", "control rooms", "continuity"),
		sampleMember("Harriet Quillfeather", "Head of technology", "Eastfold Fire and Rescue Service", SectorFire, "East of England", "mobile working"),
		sampleMember("Yusuf Marsh-Adeyinka", "Chief technology officer", "Thornbeck Hospitals Trust", SectorHealth, "South East", "cloud", "interoperability"),
		sampleMember("Ruaraidh MacIlleMhoire", "Chief data officer", "Strathmorran Health Board", SectorHealth, "Scotland", "data sharing", "analytics"),
		sampleMember("Priya Raghavendran-Holt", "Chief information security officer", "Harrowfleet City Council", SectorCouncil, "Midlands", "incident response"),
		sampleMember("Beatrice Oldcastle-Wu", "IT service manager", "Penhallock District Council", SectorCouncil, "South West", "asset management"),
		sampleMember("Anwen Llwyd-Pryce", "Head of IT", "Cwm Arian Borough Council", SectorCouncil, "Wales"),
	}
	members[0].Standing, members[1].Standing, members[2].Standing = Chair, Secretary, Librarian
	for i := range members {
		if i != sampleOutside {
			members[i].SlackID = slackID(i + 1)
		}
	}
	members[sampleOutside].Email = "b.oldcastle-wu@penhallock.example"
	members[len(members)-1].Joined = now
	return members
}

const sampleOutside = 10 // the member whose employer blocks Slack

func sampleMember(name, title, body string, sector Sector, region string, expertise ...string) Member {
	return Member{
		Name: name, Title: title, Organisation: body, Sector: sector, Region: region,
		Expertise: expertise, Standing: Seated,
		Joined: time.Date(2024, time.April, 2, 9, 0, 0, 0, time.UTC),
	}
}
