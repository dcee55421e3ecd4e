import Acts

/// How acts are described, each with what must be said for it.
enum ActOperations {
    static func of(_ kind: ActRequest.Kind) -> Operation {
        let (summary, body) = described(kind)
        return Operation(
            id(kind),
            summary + " Recorded with the actor. A session's request brings X-CSRF-Token.",
            body: body,
            answers: answers + (body == "Correction" ? corrections : [])
        )
    }

    /// Those that the API does for people.
    static let kinds = ActRequest.Kind.allCases.filter { $0 != .ping && $0 != .unsubscribe }

    /// `approve-late` is called `approveLate` by clients.
    private static func id(_ kind: ActRequest.Kind) -> String {
        let words = kind.rawValue.split(separator: "-")
        return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
    }

    private static func described(_ kind: ActRequest.Kind) -> (summary: String, body: String) {
        switch kind {
        case .hold: ("Keeps messages, or a mailing, from going.", "MessagesOrMailing")
        case .release: ("Lets messages, or a mailing, go on.", "MessagesOrMailing")
        case .cancel: ("Withdraws messages, or a mailing, for good.", "MessagesOrMailing")
        case .retry: ("Tries messages again that did not go.", "ChosenMessages")
        case .resend: ("Sends messages once more that were sent, made anew.", "ChosenMessages")
        case .approve: ("Lets a mailing go.", "ChosenMailing")
        case .approveLate:
            ("Lets those have a mailing who were imported after it had gone.", "ChosenMailing")
        case .suppress: ("Stops all mail, or bulk mail, to an address.", "ChosenAddress")
        case .unsuppress: ("Writes to an address again.", "ChosenAddress")
        case .correct: ("Puts the address of a registration right.", "Correction")
        case .correctInvitee: ("Puts the address of an invitee right.", "Correction")
        case .ping, .unsubscribe: ("", "ChosenMessages")
        }
    }

    private static let answers: [(status: Int, meaning: String, schema: String?)] = [
        (200, "It was done.", "ActResult"), (400, "Too little is said.", "ActResult"),
        (400, "The body cannot be read.", "Problem"), (401, "Who asks is not known.", "Problem"),
        (403, "Only operators act.", "Problem"),
        (404, "There is no such message, mailing or address.", "ActResult"),
        (409, "As things stand it cannot be done.", "ActResult"),
        (413, "The body is too long.", "Problem"), (415, "The body is neither JSON nor a form.", "Problem"),
        (429, "Too many wrong passwords; Retry-After says when again.", "Problem"),
        (503, "The daemon does not answer, or its database is locked.", "ActResult"),
    ]

    private static let corrections: [(status: Int, meaning: String, schema: String?)] = [
        (409, "The address is another one by now.", "Problem"), (422, "It is no address.", "Problem"),
        (503, "The web site's file cannot be written.", "Problem"),
    ]

    /// The bodies by name.
    static let bodies: [(String, String)] = [
        ("MessagesOrMailing", body(#""anyOf":[{"required":["ids"]},{"required":["event","notification"]}]"#)),
        ("ChosenMessages", body(#""required":["ids"]"#)),
        ("ChosenMailing", body(#""required":["event","notification"]"#)),
        ("ChosenAddress", body(#""required":["address"]"#)),
        ("Correction", body(#""required":["ids","event","former","address"]"#, most: 1)),
    ]

    private static func body(_ rule: String, most: Int = ActRequest.mostIDs) -> String {
        let text = Operation.text
        return """
            {"type":"object","properties":{"ids":{"type":"array","minItems":1,"maxItems":\(most),\
            "items":{"type":"integer","minimum":1,"maximum":9007199254740991}},"event":\(text),"notification":\(text),\
            "address":{"type":"string","format":"idn-email"},"former":\(text),"scope":{"enum":["all","bulk"]},\
            "reason":{"type":["string","null"],"description":"Why, for the log."}},\(rule)}
            """
    }
}
