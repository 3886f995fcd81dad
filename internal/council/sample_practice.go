package council

import "time"

// SampledPractice is an entry of the made-up library. Places are those of
// [Sample], from 1; 0 is nobody.
type SampledPractice struct {
	Practice
	By   int            // who answers for it or, in a story of failure, tells it
	Used map[int]string // who used it, by place, with their line
}

// SamplePractices gives the library of the made-up council, for trying the
// program and for its tests: no body in it exists and nothing in it happened. All
// topics and four sectors are there, one practice that is due for a check, one
// whose owner has left, one that waits for the librarian, and one story of
// failure. They have no ID and no owner yet.
func SamplePractices(now time.Time) []SampledPractice {
	all := make([]SampledPractice, len(samplePractices))
	for i, s := range samplePractices {
		all[i] = s.placed(now, i)
	}
	return all
}

// sampleLeft is the sampled practice whose owner has left, sampleOverdue the one
// that is due for a check, sampleStory the story of failure, sampleWaiting the
// one that waits for the librarian.
const sampleOverdue, sampleLeft, sampleStory, sampleWaiting = 4, 7, 11, 12

// placed gives a sampled practice its dates, and what is special about some.
func (s SampledPractice) placed(now time.Time, i int) SampledPractice {
	s.Shared = now.AddDate(0, 0, -20*(i+1))
	s.Verified = s.Shared
	switch i {
	case 0:
		s.Used = map[int]string{4: "We copied the board of three, and it was enough.", 8: "Saved us a year of talking.", 11: ""}
	case 1:
		s.Used = map[int]string{6: "The three questions hang in our control room too."}
	case sampleOverdue:
		s.Verified = now.AddDate(-1, -1, 0)
	case sampleLeft:
		s.By, s.Organisation, s.Sector = 0, "Strathmorran Health Board", SectorHealth
	case sampleStory:
		s.Story, s.Licence = true, LicenceMembers
	case sampleWaiting:
		s.State = PracticeProposed
	}
	s.Review = DayOf(s.Verified).Add(ReviewAfter)
	return s
}

func sampled(by int, title string, topic Topic, cost CostBand, took string, again Again, problem, did, result, but string) SampledPractice {
	licence := LicenceOGL
	if again == AgainBut {
		licence = LicenceMembers
	}
	return SampledPractice{By: by, Practice: Practice{Title: title, Topic: topic, Cost: cost, Took: took, Again: again, Problem: problem, Did: did,
		Result: result, But: but, Licence: licence, State: PracticeApproved}}
}

// samplePractices are the entries, before they get their dates.
var samplePractices = []SampledPractice{
	sampled(3, "One service desk for three districts", TopicSharing, CostMiddle, "nine months", AgainBut,
		"Three districts each had a service desk of two people. In holidays and at school run time nobody picked up, and each desk kept its own list of what was broken.",
		"We put the six people into one team with one number and one list, hosted by the largest district. A board of the three heads of IT meets for half an hour a month. Each district kept one person on site.",
		"Calls unanswered fell from one in four to one in twenty. Two people who would have left stayed, because there was now a next job to go to.",
		"Agree one tool before the move, not after it. For four months people typed everything twice."),
	sampled(7, "The fire chief chairs the change board", TopicGovernance, CostNone, "a month", AgainYes,
		"Changes to systems were waved through by IT alone, and twice the control room learned of one when a screen went dark.",
		"The deputy chief fire officer took the chair of the change board. She asks three questions of each change: who notices, who was told, how do we go back. The board takes twenty minutes a week.",
		"Fewer changes, and none since that surprised the control room.", ""),
	sampled(8, "Leaving a supplier before the contract ended", TopicSourcing, CostHigh, "six months", AgainBut,
		"A supplier of the patient letters system missed its service levels for two years, and each meeting ended with a new promise.",
		"We kept a log of every missed level with the hour and the cost, took legal advice early, and agreed an exit with the supplier instead of a fight. The new system ran beside the old one for a month.",
		"We left fourteen months early and paid a third of what was left of the contract.", "Begin the log in the first month of a contract, when everybody is friends."),
	sampled(1, "A monthly hour with the chief executive", TopicLeadership, CostNone, "a year", AgainYes,
		"IT was on the agenda of the leadership team when something broke, and at no other time.",
		"An hour a month with the chief executive, with one page: what we did for residents, what worries us, what we need a decision on. No slides. The finance director joined from the third month.",
		"Two projects were stopped early without anybody losing face. The plan for the data centre was agreed in one meeting.", ""),
	sampled(2, "Asking residents before buying", TopicChange, CostLow, "eight weeks", AgainYes,
		"A new planning portal was chosen by those who work behind it. Residents rang instead of using it.",
		"For the next system we sat with twelve residents and four agents for an afternoon each and watched them try three products. What they could not do went into the tender as a requirement.",
		"Calls about planning fell by a third in the first half-year.", ""),
	sampled(4, "Two police forces, one information assurance team", TopicSharing, CostMiddle, "one year", AgainYes,
		"Each force had one information assurance officer, and neither could be ill or learn anything new.",
		"A joint team of three serves both forces under one agreement, with a lead for each force by name. Both chief officers sign one risk register.",
		"Accreditation came in time for both forces for the first time in four years.", ""),
	sampled(10, "An incident exercise with the press office", TopicLeadership, CostNone, "a day, twice a year", AgainYes,
		"When mail was down for two days, the city learned of it from a councillor's post.",
		"Twice a year we play a bad day for three hours with the press office, the contact centre and a director. The script comes out of an envelope. We write down what nobody knew, and mend that.",
		"In the last real outage the first message to residents was out after twenty minutes.", ""),
	sampled(9, "Opening the board's data by a list", TopicGovernance, CostLow, "five months", AgainBut,
		"Everybody agreed that data should be shared with the council and the fire service, and nothing was.",
		"We listed forty data sets on one page with an owner, a legal basis and a yes or no from the board for each. The thirty that were a yes are refreshed by a script.",
		"Falls among older people are now visited within a week of the second call.", "Ask the owners first, and the lawyers with them in the room."),
	sampled(6, "Apprentices for the posts nobody applied for", TopicProfession, CostMiddle, "two years", AgainYes,
		"A post for a network engineer stood empty for fourteen months.",
		"We took on two apprentices with the local college, one to mend radios and one for the network, each with half a day a week to learn and a mentor from another service.",
		"Both stayed. One now runs the station network.", ""),
	sampled(5, "A career page for every technology role", TopicProfession, CostNone, "three months", AgainYes,
		"People left because they could not see the next job.",
		"For each role one page: what it answers for, what you can do when you are good at it, which roles lie next to it, and who does it now and may be asked.",
		"Exit interviews no longer name it as a reason.", ""),
	sampled(3, "How this council chooses its themes", TopicCouncil, CostNone, "one meeting", AgainYes,
		"Agendas filled up with what was loudest.",
		"In January each member names one thing that would make the year worthwhile. The secretary sorts them into four, one for each meeting, and the rest waits in the plan.",
		"Papers come earlier, because everybody knows in January what June is about.", ""),
	sampled(11, "We bought the system before we knew the work", TopicChange, CostMost, "two years, then stopped", AgainNo,
		"Revenues and benefits were to become one service with one system.",
		"We bought the system on the strength of a visit to a body that was nothing like ours, and set it up before anybody had drawn how the work runs. When the teams saw it, they went on with their lists.",
		"The system was switched off after two years. Most of the money was gone.", "Draw the work first, with those who do it. Visit three bodies, one of which gave up."),
	sampled(12, "Half-price licences by counting them", TopicSourcing, CostNone, "four weeks", AgainYes,
		"We paid for office licences by head count, although a third of our people never open a computer.",
		"A list out of the directory, two weeks of asking managers, and a talk with the reseller before renewal.",
		"The bill fell by a third.", ""),
}
