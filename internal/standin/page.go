package standin

import "net/http"

// page is what a browser sees at the workspace's address.
func (w *Workspace) page() http.Handler { return http.NotFoundHandler() }
