package import Store
package import Wording

/// Gathers which of the messages shown wait for a person, and says which commands decide about them.
package struct WaitingHints {
    private enum Kind { case approval, mailing, decision, doubt }

    private struct Group: Hashable {
        let kind: Kind
        let event: String
        let notification: String
    }

    private var order: [Group] = []
    private var messages: [Group: Set<Int64>] = [:]

    /// So many are named one by one.
    private static let few = 3

    package init() {}

    /// Takes note of a message as it is now.
    package mutating func add(_ message: MessageRow) {
        let kind: Kind
        switch message.state {
        case .held:
            switch message.cause {
            case .awaitsApproval: kind = .approval
            // The whole mailing stands still: releasing single messages would not move them.
            case .mailingStopped, .overCap, .sameRefusal: kind = .mailing
            default: kind = .decision
            }
        case .inDoubt where message.nextAttempt == nil: kind = .doubt
        default: return
        }
        let group = Group(kind: kind, event: message.event, notification: message.notification)
        if messages[group] == nil { order.append(group) }
        messages[group, default: []].insert(message.id)
    }

    /// A sentence for each kind of waiting of each notification.
    package var sentences: [Wording] {
        order.map { group in
            let ids = messages[group] ?? []
            let name = "\(group.event)/\(group.notification)"
            func command(_ act: String) -> String { "vestnik \(act) " + Self.which(group, ids) }
            switch group.kind {
            case .approval:
                let words = [group.event, group.notification].map(Self.quoted).joined(separator: " ")
                return WaitingWords.approval(name, ids.count, "vestnik approve \(words)")
            case .mailing:
                let whole = Self.whole(group)
                return WaitingWords.decision(
                    name,
                    ids.count,
                    "vestnik release \(whole)",
                    "vestnik cancel \(whole)"
                )
            case .decision:
                return WaitingWords.decision(name, ids.count, command("release"), command("cancel"))
            case .doubt:
                return WaitingWords.doubt(name, ids.count, command("retry"), command("cancel"))
            }
        }
    }

    private static func which(_ group: Group, _ ids: Set<Int64>) -> String {
        if ids.count <= few { return ids.sorted().map(String.init).joined(separator: " ") }
        let state: MessageState = group.kind == .doubt ? .inDoubt : .held
        return "\(whole(group)) --state \(state.rawValue)"
    }

    private static func whole(_ group: Group) -> String {
        "--event \(quoted(group.event)) --notification \(quoted(group.notification))"
    }

    /// A word that a shell takes as it is: what stands in a row may be anything.
    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && word.first != "-"
            && word.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0)
            }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
