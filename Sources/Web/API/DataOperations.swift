/// How the data are described.
enum DataOperations {
    private static let refusals: [(status: Int, meaning: String, schema: String?)] = [
        (401, "Who asks is not known.", "Problem"), (403, "The pages are closed.", "Problem"),
        (429, "Too many wrong passwords; Retry-After says when again.", "Problem"),
    ]
    private static let bad: (status: Int, meaning: String, schema: String?) = (
        400, "A parameter cannot be so.", "Problem"
    )
    private static let unreadable: (status: Int, meaning: String, schema: String?) = (
        400, "The address holds what none can.", "Problem"
    )
    private static let missing: (status: Int, meaning: String, schema: String?) = (
        404, "Nothing is known of it.", "Problem"
    )
    private static let cursor = Operation.Parameter(
        "cursor",
        "Where to go on: `next` of the page before. Pages stay as they are while rows arrive.",
        schema: #"{"type":"string","pattern":"^([0-9]{1,15}-[0-9]{1,15})?$"}"#
    )

    static let overview = Operation(
        "overview",
        "How everything stands.",
        answers: [(200, "Daemon, messages by state, throughput, mailings.", "Overview")] + refusals
    )
    static let log = Operation(
        "log",
        "The delivery log, newest first.",
        parameters: LogQuery.parameters + [cursor],
        answers: [(200, "A page.", "LogPage"), bad] + refusals
    )
    static let logTable = Operation(
        "logTable",
        "The delivery log as CSV, however long it is.",
        parameters: LogQuery.parameters.filter { $0.name != "limit" } + [
            .init("for", "For a spreadsheet to open by itself.", schema: #"{"enum":["","spreadsheet"]}"#)
        ],
        answers: [(200, "A table.", "text/csv"), bad] + refusals
    )
    static let logEvents = Operation(
        "logEvents",
        "New rows of the delivery log as they come (server-sent events); Last-Event-ID goes on behind a row.",
        parameters: LogQuery.parameters.filter { $0.name != "limit" },
        answers: [(200, "Events; the data of each is a row.", "text/event-stream"), bad] + refusals
    )
    static let queue = Operation(
        "queue",
        "Messages that are not finished, the most urgent first.",
        parameters: LogQuery.parameters,
        answers: [(200, "Messages.", "Messages"), bad] + refusals
    )
    static let message = Operation(
        "message",
        "A message and what happened to it.",
        variables: ["id": #"{"type":"integer","minimum":1,"maximum":9007199254740991}"#],
        answers: [(200, "Its story.", "Story"), unreadable, missing] + refusals
    )
    static let person = Operation(
        "person",
        "Everything about one address.",
        answers: [(200, "Messages, suppression, acts.", "Person"), unreadable, missing] + refusals
    )
    static let event = Operation(
        "event",
        "An event's messages, registrations and mailings.",
        answers: [(200, "How it stands.", "Event"), unreadable, missing] + refusals
    )
    static let coverage = Operation(
        "coverage",
        "Regions reached, answered, registered, silent.",
        answers: [(200, "A row for each region.", "Coverage"), unreadable, missing] + refusals
    )
    static let relays = Operation(
        "relays",
        "The relays and what troubles them.",
        answers: [(200, "Relays in their order.", "Relays")] + refusals
    )
    static let suppressions = Operation(
        "suppressions",
        "The addresses that are not written to.",
        answers: [(200, "By address.", "Suppressions")] + refusals
    )
}
