import Locks
public import Wording

extension Script {
    /// What a recipient's local part makes the `demo` script do.
    public struct Trick: Sendable, Hashable {
        /// The local part's beginning, in lower case.
        public let localPart: String
        /// What happens then, as help texts say it.
        public let meaning: Wording
    }

    /// The local parts that mean something to `demo`.
    public static let tricks: [Trick] = [
        Trick(
            localPart: "bounce",
            meaning: Wording(
                ru: "отказ навсегда: 550 5.1.1, нет такого ящика",
                en: "refused for good: 550 5.1.1 no such user"
            )
        ),
        Trick(
            localPart: "disabled",
            meaning: Wording(
                ru: "отказ навсегда: 550 5.2.1, ящик отключён",
                en: "refused for good: 550 5.2.1 mailbox disabled"
            )
        ),
        Trick(
            localPart: "defer",
            meaning: Wording(
                ru: "отсрочка каждый раз: 451 4.7.1",
                en: "refused for now, every time: 451 4.7.1"
            )
        ),
        Trick(
            localPart: "full",
            meaning: Wording(
                ru: "отсрочка каждый раз: 452 4.2.2, ящик полон",
                en: "refused for now, every time: 452 4.2.2 mailbox full"
            )
        ),
        Trick(
            localPart: "greylist",
            meaning: Wording(
                ru: "отсрочка в первый раз: 450 4.2.0, потом принимает",
                en: "refused for now the first time: 450 4.2.0, then accepted"
            )
        ),
        Trick(
            localPart: "busy",
            meaning: Wording(
                ru: "в первый раз 421 4.3.2 и обрыв связи, потом принимает",
                en: "421 4.3.2 the first time and the connection closed, then accepted"
            )
        ),
        Trick(
            localPart: "spam",
            meaning: Wording(
                ru: "отказ после содержания: 554 5.7.1",
                en: "the message refused after its content: 554 5.7.1"
            )
        ),
        Trick(
            localPart: "slow",
            meaning: Wording(
                ru: "принимает через две секунды после конца письма",
                en: "accepted two seconds after the end of the content"
            )
        ),
        Trick(
            localPart: "drop",
            meaning: Wording(
                ru: "в первый раз обрыв связи вместо ответа на RCPT",
                en: "the connection closed in place of the reply to RCPT the first time"
            )
        ),
        Trick(
            localPart: "lost",
            meaning: Wording(
                ru: "в первый раз принимает, но обрывает связь до ответа",
                en: "accepted the first time, but the connection closed before the reply"
            )
        ),
    ]

    /// Accepts everything but for recipients whose local part begins with one of `tricks`.
    ///
    /// Each use makes a script that remembers for itself whom it has seen.
    public static var demo: Script {
        let seen = SeenAddresses()
        return Script()
            .onRecipient("bounce", .reply("550 5.1.1 No such user here"))
            .onRecipient("disabled", .reply("550 5.2.1 Mailbox disabled"))
            .onRecipient("defer", .reply("451 4.7.1 Try again later"))
            .onRecipient("full", .reply("452 4.2.2 Mailbox full"))
            .onFirst("greylist", seen, .reply("450 4.2.0 Greylisted, try again in 1 minute"))
            .onFirst("busy", seen, .reply("421 4.3.2 Service shutting down").then(.close))
            .onFirst("drop", seen, .close)
            .adding { situation in
                guard situation.stage == .endOfData else { return nil }
                for path in situation.recipients.map({ $0.lowercased() }) {
                    if path.hasPrefix("spam") { return .reply("554 5.7.1 Message looks like spam") }
                    if path.hasPrefix("slow") {
                        return .reply("250 2.0.0 Ok, at last").delayed(by: .seconds(2))
                    }
                    if path.hasPrefix("lost"), seen.isFirst(path) { return Answer.close.accepting() }
                }
                return nil
            }
    }

    private func onFirst(_ prefix: String, _ seen: SeenAddresses, _ answer: Answer) -> Script {
        adding { situation in
            guard situation.stage == .rcpt, situation.recipientLocalPart.hasPrefix(prefix) else { return nil }
            return seen.isFirst(situation.forwardPath ?? "") ? answer : nil
        }
    }
}

/// Addresses that have been here before.
private final class SeenAddresses: Sendable {
    private let addresses = Locked<Set<String>>([])

    func isFirst(_ address: String) -> Bool {
        addresses.withLock { $0.insert(address.lowercased()).inserted }
    }
}
