package bot

// Slack's limits, counted in UTF-16 units as the strictest reading of
// "characters" (docs.slack.dev, reference/block-kit and reference/views).
const (
	maxSection     = 3000
	maxHeader      = 150
	maxLabel       = 75 // a button's text, an option's text and value
	maxValue       = 2000
	maxField       = 2000
	maxFields      = 10
	maxPlaceholder = 150
	maxInputLabel  = 2000
	maxURL         = 3000
	maxViewTitle   = 24
	maxMetadata    = 3000
	maxConfirm     = 300

	// A shortcut's name and description (docs.slack.dev, reference/app-manifest).
	maxShortcut      = 24
	maxShortcutWords = 150

	maxMessageBlocks = 50
	maxViewBlocks    = 100
	maxOptions       = 100
	maxRadio         = 10 // radio buttons and checkboxes
	maxFiles         = 10 // of a file_input
	rowOfButtons     = 5  // Slack takes 25; more than five wrap badly on a phone

	// A message rides in an acknowledgement while the frame stays under
	// 20,480 bytes (slack-go refuses more; Slack closes the socket). Pages
	// are kept below it with room for the envelope.
	maxPageBytes = 19800
	// A post's text may be longer when it is new than when it is changed
	// (methods/chat.update, msg_too_long).
	maxUpdateText = 4000
	// More than five uses of a response_url are refused.
	maxPages = 5
)
