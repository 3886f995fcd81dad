package knowledge

// Lean is the role an answer speaks for.
type Lean int

// What an answer may speak for.
const (
	LeansNeither Lean = iota
	LeansCIO
	LeansCTO
)

// Question is one of the six that place a post between CIO and CTO.
type Question struct {
	ID      string
	Ask     string
	Answers []Choice
}

// Choice is an answer to a question: what the person picks, what it speaks for and why.
type Choice struct {
	ID     string
	Text   string
	Leans  Lean
	Reason string // a whole sentence, addressed to the person
}

// Questions are "CIO or CTO?" in six plain questions. They ask about the three things on which, for Socitm
// Insight (What's in a name?, 2009), it depends how a head of ICT acts: what the employer asks for, what the
// person does and likes, and who else is there. The wording and the weights, one each, are our judgement.
func Questions() []Question { return questions }

var questions = []Question{
	{"asked", "What does your chief executive or director ask you about most?", []Choice{
		{"services", "How our services could change", LeansCIO, "You are asked how services could change, which is what a CIO is for."},
		{"systems", "Whether systems work, are safe and on budget", LeansCTO, "You are asked whether the technology works and what it costs, which a CTO answers for."},
		{"both", "Both, about equally", LeansNeither, "You are asked about services and about systems alike, which speaks for neither role alone."},
	}},
	{"strategy", "Which plan do you write?", []Choice{
		{"organisation", "Part of the organisation's own plan", LeansCIO, "You help to write the organisation's own plan, as a CIO does."},
		{"technology", "The technology plan", LeansCTO, "You write the technology plan, as a CTO does."},
		{"both", "Both, or neither yet", LeansNeither, "You write both plans or neither yet, which speaks for neither role alone."},
	}},
	{"room", "When a service is to be changed, when do you hear of it?", []Choice{
		{"early", "While it is being decided, and I have a say", LeansCIO, "You have a say while changes are decided, as a CIO does."},
		{"late", "Once it is decided, to make it work", LeansCTO, "You are asked to make decided changes work, as a CTO is."},
		{"varies", "It varies", LeansNeither, "When you hear of changes varies, which speaks for neither role alone."},
	}},
	{"week", "What fills most of a good week?", []Choice{
		{"people", "Services, leaders and changing how we work", LeansCIO, "Most of your week goes to services and to change, as a CIO's does."},
		{"technology", "Systems, networks, software and suppliers", LeansCTO, "Most of your week goes to technology and its suppliers, as a CTO's does."},
		{"half", "About half of each", LeansNeither, "Your week is half change and half technology, which speaks for neither role alone."},
	}},
	{"trusted", "What do colleagues trust you for?", []Choice{
		{"translate", "Saying in plain words what technology can do for them", LeansCIO, "Colleagues trust you to say in plain words what technology can do for them, a CIO's strength."},
		{"judge", "Judging which technology is right", LeansCTO, "Colleagues trust your judgement of technology, a CTO's strength."},
		{"both", "Both", LeansNeither, "Colleagues trust you for both, which speaks for neither role alone."},
	}},
	{"others", "Who else is there?", []Choice{
		{"technologist", "Somebody else leads on the technology itself", LeansCIO, "Somebody else leads on the technology, which leaves the CIO's part to you."},
		{"leader", "Somebody else leads on digital or business change", LeansCTO, "Somebody else leads on change, which leaves the CTO's part to you."},
		{"nobody", "Nobody: both are mine", LeansNeither, "Nobody else does either, as in many smaller organisations, where one person combines the roles."},
	}},
}

// Placement is what the answers say of a post.
type Placement struct {
	Roles      []*Entry   // the CIO, the CTO or, for a draw, both; none when nothing was answered
	Reasons    []string   // one for each answered question, in the order of the questions
	Unanswered []Question // left out, or answered with something that is not a choice
	CIO, CTO   int        // how many answers speak for each
}

// Place weighs answers, given as the id of a question to the id of a choice. The same answers always give the
// same placement; each counts one, and a draw means that the post is both.
func (l *Library) Place(answers map[string]string) Placement {
	var p Placement
	for _, question := range questions {
		choice, ok := question.choice(answers[question.ID])
		if !ok {
			p.Unanswered = append(p.Unanswered, question)
			continue
		}
		p.Reasons = append(p.Reasons, choice.Reason)
		switch choice.Leans {
		case LeansCIO:
			p.CIO++
		case LeansCTO:
			p.CTO++
		}
	}
	if len(p.Reasons) == 0 {
		return p
	}
	for id, speaks := range []bool{p.CIO >= p.CTO, p.CTO >= p.CIO} {
		if role := l.Entry([]string{"chief-information-officer", "chief-technology-officer"}[id]); speaks && role != nil {
			p.Roles = append(p.Roles, role)
		}
	}
	return p
}

func (q Question) choice(id string) (Choice, bool) {
	for _, choice := range q.Answers {
		if choice.ID == id {
			return choice, true
		}
	}
	return Choice{}, false
}
