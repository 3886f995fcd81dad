package commands

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"sync"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// Desk is what handlers work with. Its methods are the handlers; each noun has
// its own file.
type Desk struct {
	Store   *store.Store
	Library *knowledge.Library
	Prefix  string           // stands before every command's name in this workspace
	Version string           // of the program, for /council status
	Web     string           // where the program's web pages stand, as https://council.example; empty when none are served
	Status  func() []ui.Pair // how the bot does at the moment; nil in a terminal
	// Behind wakes whoever does what takes longer than an answer, when there is
	// something new to do; nil in a terminal.
	Behind func()
	// FirstAdmin is the Slack id of who may do everything from the start, so that
	// a new council can seat its members; empty: nobody.
	FirstAdmin string

	versions sync.Map // of entries, as they are noted when seen
	answers  sync.Map // finished answers that are the same for everybody, by key

	habits sync.Map // council.MemberID → *habit

	stocking sync.Mutex
	stocked  bool // search finds this pack
}

// Routes is everything that can be asked, in the order help shows it.
func (d *Desk) Routes() []Route {
	routes := slices.Concat(d.slashRoutes(), d.pressRoutes(), d.otherRoutes())
	for i, route := range routes {
		if route.Kind == Slash || route.Kind == Button {
			routes[i].Run = d.counted(route)
		}
		if d.Prefix != "" {
			routes[i].Run = d.prefixed(routes[i].Run)
		}
	}
	return routes
}

// slashRoutes are the commands that are typed.
func (d *Desk) slashRoutes() []Route {
	return []Route{
		{Name: "role", Args: "cto | compare cio cto | skill technology architecture | check cto", Summary: "What a senior technology role answers for, and whether it is yours", Kind: Slash, Run: d.Role, Open: true},
		{Name: "setup", Args: "next | stages | step test-a-restore | tick test-a-restore | plan | check cto | help", Summary: "Set up an IT department or put one right, step by step", Kind: Slash, Run: d.Setup},
		{Name: "ask", Args: "who should sign off our plans | read it-budget | search: shared desk kind:item since 2026 | everybody: who shares a service desk", Summary: "A question in your own words, answered from the council's sources; one search over its record", Kind: Slash, Run: d.Ask, Open: true},
		{Name: "meeting", Args: "reply attending | year 2027 | create 5 March 2027 10:00 | move 24 June 2027 | ladder | past | help", Summary: "The next meeting and your reply; for the secretary, calling and moving meetings", Kind: Slash, Run: d.Meeting, Open: true},
		{Name: "agenda", Args: "propose | show | plan | mine | before shared service desk | help", Summary: "What the next meeting takes, and your own items for it", Kind: Slash, Run: d.Agenda, Open: true},
		{Name: "minutes", Args: "past | correct 7.2 | versions | draft | circulate | agree | help", Summary: "What the last meeting decided and did, and how far its minutes have come", Kind: Slash, Run: d.Minutes, Open: true},
		{Name: "paper", Args: "attach 7 | mine | list #3 | until 12 3 June | help", Summary: "Papers for the agenda: what you owe, and how far each has come", Kind: Slash, Run: d.Paper, Open: true},
		{Name: "practice", Args: "shared service desk | topic shared services | share | mine | show 7 | used 7 | help", Summary: "What other bodies did about a problem, and whether they would do it again", Kind: Slash, Run: d.Practice, Open: true},
		{Name: "action", Args: "mine | all overdue | show A12 | done A12 | later A12 30 April | capture | help", Summary: "What you have agreed to do for the council, and the register of actions", Kind: Slash, Run: d.Action},
		{Name: "member", Args: "fire wales | me | show email members | ways | buddy | export | help", Summary: "Find a member, and keep your own card", Kind: Slash, Run: d.Member},
		{Name: "council", Args: "help | status | audit | settings", Summary: "What this bot can do, and how it is doing", Kind: Slash, Run: d.Council},
	}
}

// pressRoutes are the buttons that no command answers, and the forms.
func (d *Desk) pressRoutes() []Route {
	return []Route{
		{Name: "compare", Summary: "Choose two roles to compare", Kind: Button, Run: d.CompareForm},
		{Name: "compared", Summary: "Compare two roles", Kind: Form, Run: d.Compared},
		{Name: "place", Summary: "CIO or CTO? Six questions", Kind: Button, Run: d.PlaceForm},
		{Name: "placed", Summary: "Where a job stands between CIO and CTO", Kind: Form, Run: d.Placed},
		{Name: "mine", Summary: "Note which role a member holds", Kind: Button, Needs: council.Seated, Run: d.Mine},
		{Name: "begun", Summary: "Begin the checklist of a setup", Kind: Form, Needs: council.Seated, Run: d.Begun},
		{Name: "covered", Summary: "Fill in a layer of the coverage grid", Kind: Form, Needs: council.Seated, Run: d.Covered},
		{Name: "selfcheck", Summary: "Check one's own skills, in private", Kind: Button, Run: d.SelfCheck},
		{Name: "asking", Summary: "Write a question", Kind: Button, Run: d.AskForm},
		{Name: "asked", Summary: "Answer a question", Kind: Form, Run: d.Asked},
		{Name: "searching", Summary: "Write a search", Kind: Button, Run: d.SearchForm},
		{Name: "searched", Summary: "Search the record and the guidance", Kind: Form, Run: d.Searched},
		{Name: "put", Summary: "Put a question to people", Kind: Button, Run: d.PutForm},
		{Name: "posed", Summary: "Send a question to the channel or a member", Kind: Form, Needs: council.Seated, Run: d.Posed},
		{Name: "capture", Summary: "Record something, and settle what was captured", Kind: Button, Needs: council.Deputy, Run: d.Capture},
		{Name: "decision", Summary: "The register of decisions", Kind: Button, Run: d.Decision, Open: true},
		{Name: "reply", Summary: "Say whether one will be at a meeting", Kind: Button, Run: d.Reply},
		{Name: "share", Summary: "Share an answer in the channel", Kind: Button, Run: d.Share},
	}
}

// otherRoutes are the shortcuts on messages, what is written to us or below our
// posts, and the Home tab.
func (d *Desk) otherRoutes() []Route {
	return []Route{
		{Name: "record", Label: "Record for the minutes", Summary: "Record a message as a decision or a note, for the secretary to approve", Kind: MessageShortcut, Needs: council.Deputy, Run: d.RecordForMinutes},
		{Name: "record-action", Label: "Record an action", Summary: "Record a message as an action: who does it, and by when", Kind: MessageShortcut, Needs: council.Deputy, Run: d.RecordAction},
		{Name: "below", Summary: "Take what is tagged below a post of ours", Kind: Below, Run: d.Below},
		{Name: "paper-message", Summary: "Attach the file of a message to an agenda item", Label: "Attach to an item", Kind: MessageShortcut, Needs: council.Seated, Run: d.PaperFromMessage},
		{Name: "share-practice", Label: "Share as best practice", Summary: "Keep a message, or its thread, as a draft for the practice library", Kind: MessageShortcut, Needs: council.Seated, Thread: true, Run: d.SharePractice},
		{Name: "home", Summary: "The Home tab", Kind: HomeTab, Run: d.Home},
		{Name: "mention", Summary: "A message to the bot", Kind: Mention, Run: d.Mentioned},
	}
}

// slash is a command as it is typed in this workspace, for use in sentences.
func (d *Desk) slash(words string) string { return "/" + d.Prefix + words }

// commandNamed is a command as the rules name it, which know of no prefix.
var commandNamed = regexp.MustCompile(`(^|[\s(“])/((?:role|setup|ask|meeting|agenda|minutes|paper|practice|action|member|council)\b)`)

// prefixed names commands in problems as they are typed in this workspace.
func (d *Desk) prefixed(run Handler) Handler {
	typed := func(say string) string { return commandNamed.ReplaceAllString(say, "${1}/"+d.Prefix+"${2}") }
	return func(ctx context.Context, r Request) (ui.Reply, error) {
		reply, err := run(ctx, r)
		if p := new(council.Problem); errors.As(err, &p) {
			err = &council.Problem{Field: p.Field, Say: typed(p.Say), Err: err}
		}
		if faults, ok := reply.(ui.FieldErrors); ok {
			for field, say := range faults {
				faults[field] = typed(say)
			}
		}
		return reply, err
	}
}

// same makes an answer once and gives it again to whoever asks: for answers that
// depend on nothing but the key and the pack, which does not change while the
// program runs.
func (d *Desk) same(key string, write func() ui.Message) ui.Message {
	if m, ok := d.answers.Load(key); ok {
		return m.(ui.Message)
	}
	m := write()
	m.Key = key
	d.answers.Store(key, m)
	return m
}
