import Events
import Mail
import Mustache

/// How a reader of bulk mail gets off the list: a mailbox always, a one-click address where there is an endpoint.
struct Unsubscription {
    /// `https://…`, or nil.
    let url: String?
    /// `mailto:…` with a subject that says which event.
    let mailto: String

    /// As the order has it, else by a letter to whoever reads the answers.
    init(_ request: LetterRequest.Unsubscribe?, event: Event) {
        url = request?.url.flatMap { $0.lowercased().hasPrefix("https://") ? $0 : nil }
        let mailbox = LinkAddress.mailbox((event.sender.replyTo ?? event.sender.address).wire)
        let own = request?.mailto ?? "\(mailbox)?subject=unsubscribe%20\(LinkAddress.part(event.id))"
        mailto = own.lowercased().hasPrefix("mailto:") ? own : "mailto:" + own
    }

    /// `unsubscribe.url` and `unsubscribe.mailto`.
    var value: Value {
        var names: [String: Value] = ["mailto": .string(mailto)]
        if let url { names["url"] = .string(url) }
        return .object(names)
    }
}
