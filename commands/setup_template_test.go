package commands

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestThePlansTemplateFitsItsData(t *testing.T) {
	if err := templatecheck.CheckHTML(planTemplate, planPage{}); err != nil {
		t.Error(err)
	}
}
