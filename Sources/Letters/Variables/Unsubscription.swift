import Events
import Mail
import Mustache

/// How a reader of bulk mail gets off the list: a mailbox always, a one-click address where there is an endpoint.
struct Unsubscription {
    /// `https://…`, or nil.
    let url: String?
    /// `mailto:…` with a subject that shows the letter, or says which event.
    let mailto: String

    /// As the order has it, and always by a mail.
    init(_ request: LetterRequest.Unsubscribe?, event: Event) {
        url = request?.url.flatMap { $0.lowercased().hasPrefix("https://") ? $0 : nil }
        let sender = event.sender
        let reader = request?.isMailboxRead == true ? sender.returnPath : sender.replyTo
        let mailbox = LinkAddress.mailbox((reader ?? sender.address).wire)
        mailto = "mailto:\(mailbox)?subject=unsubscribe%20\(LinkAddress.part(request?.token ?? event.id))"
    }

    /// `unsubscribe.url` and `unsubscribe.mailto`.
    var value: Value {
        var names: [String: Value] = ["mailto": .string(mailto)]
        if let url { names["url"] = .string(url) }
        return .object(names)
    }
}
