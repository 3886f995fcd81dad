package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"councilbot/internal/store"
)

// planVariable holds the plan of a process that sends until it dies.
const planVariable = "COUNCILBOT_TEST_SENDER"

// plan says where a process sends and when it kills itself.
type plan struct {
	Folder string
	API    string
	Clock  time.Time     // its council's clock at the start
	Steps  int           // it dies at this step; 0: at none
	After  time.Duration // it dies so long after its start; 0: never
}

// quick are rates for tests in which nothing has to wait.
var quick = rates{
	every: 10 * time.Millisecond, breath: time.Millisecond,
	lease: 30 * time.Minute, call: 5 * time.Second,
}

// doomed sends what is due in the plan's folder until nothing is left or its
// moment has come. A step is a look at the clock, which the sender takes just
// before it changes a row, or one end of a call to Slack: so it can die before
// and after everything it does.
func doomed(text string) {
	var p plan
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		panic(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	st, err := store.Open(ctx, p.Folder)
	if err != nil {
		panic(err)
	}
	defer st.Close()
	var steps atomic.Int64
	step := func() {
		if steps.Add(1) == int64(p.Steps) {
			die()
		}
	}
	started := time.Now()
	now := func() time.Time { step(); return p.Clock.Add(time.Since(started)) }
	api := plainAPI(Config{BotToken: "xoxb-1", APIURL: p.API}, &watched{transport(), step})
	s := newSender(api, st, now, slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})), quick)
	if p.After > 0 {
		time.AfterFunc(p.After, die)
	}
	sending, end := context.WithCancel(ctx)
	go untilIdle(sending, st, s, func() bool { return steps.Load() > 1 }, end)
	s.run(sending)
}

func die() {
	if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
		panic(err)
	}
	select {}
}

// watched steps before and after each call.
type watched struct {
	next http.RoundTripper
	step func()
}

func (w *watched) RoundTrip(req *http.Request) (*http.Response, error) {
	w.step()
	defer w.step()
	return w.next.RoundTrip(req)
}

// untilIdle calls end when nothing is due and nothing is in the sender's hands,
// two looks in a row, once the sender has looked for what a dead one held: that is
// due to nobody until then.
func untilIdle(ctx context.Context, st *store.Store, s *sender, looked func() bool, end func()) {
	for idle := 0; idle < 2; {
		due, err := st.Deliveries(ctx, store.Wanted{State: store.Due})
		if err != nil {
			panic(err)
		}
		if idle++; len(due) > 0 || s.inWork() > 0 || !looked() {
			idle = 0
		}
		if pause(ctx, 20*time.Millisecond) != nil {
			return
		}
	}
	end()
}
