package council

// What a member may agree to beyond the card. Each is kept with the consents to
// the card's fields, with its date and wording, as Members when agreed and
// Private when not or taken back. None is ever Public.
const (
	// AgreeShare lets colleagues of the same organisation into a setup.
	AgreeShare Field = "setup-shared"
	// AgreeJoin lets the people of a setup see who ticked what.
	AgreeJoin Field = "setup-joined"
	// AgreeAsked lets members ask about steps that were ticked, and about skills.
	AgreeAsked Field = "asked"
	// AgreeBuddy lets newcomers be given the member as a buddy.
	AgreeBuddy Field = "buddy"
	// AgreeContact shows the member's name with the practices they shared.
	AgreeContact Field = "practice-contact"
)

// Agreements lists what a member may agree to beyond the card.
var Agreements = []Field{AgreeShare, AgreeJoin, AgreeAsked, AgreeBuddy, AgreeContact}

// agreements are the exact sentences, by what is agreed to and how.
var agreements = map[Field]map[Visibility]string{
	AgreeShare: {
		Members: "I agree that members of the council from my organisation may see and change my setup checklist, and see my name beside the steps I tick. I can take this back at any time.",
		Private: "My setup checklist is my own. No colleague may see it.",
	},
	AgreeJoin: {
		Members: "I agree that the people of my organisation who work on the same setup checklist may see my name beside the steps I tick. I can take this back at any time.",
		Private: "My name is not shown beside the steps of the setup checklist.",
	},
	AgreeAsked: {
		Members: "I agree that members of the council may see my name, job title and organisation when they look for somebody who has ticked a setup step that I have ticked, or who knows a skill that goes with my role or with what I can help with, and that they may write to me about it. I can take this back at any time.",
		Private: "I am not named to members who look for somebody to ask.",
	},
	AgreeBuddy: {
		Members: "I agree to be a buddy: that a newcomer from another sector is told my name, job title and organisation, and may write to me. I can take this back at any time.",
		Private: "I am not named to newcomers as a buddy.",
	},
	AgreeContact: {
		Members: "I agree that members of the council may see my name with the practices that I shared for it, and may write to me about them. I can take this back at any time.",
		Private: "My name is not shown with the practices that I shared.",
	},
}
