import Mail
import Store

/// Addresses whose letters came back lately, and that somebody seems to have typed wrongly.
enum TypingSlips {
    struct Slip {
        let message: Int64
        let email: String
        let suggestion: String
    }

    /// So many of the newest returns are looked at.
    private static let most = 100

    static func lately(_ store: MessageStore) throws(StoreError) -> [Slip] {
        var filter = LogFilter()
        filter.states = [.bounced]
        filter.limit = most
        var found: [Slip] = []
        var seen: Set<String> = []
        try store.log(filter) { row throws(StoreError) in
            guard let message = row.message, message.state == .bounced, seen.insert(message.email).inserted,
                let suggestion = suggestion(for: message.email)
            else { return true }
            found.append(Slip(message: message.id, email: message.email, suggestion: suggestion))
            return true
        }
        return found
    }

    /// The address that was meant; nil where nothing speaks for another.
    static func suggestion(for email: String) -> String? { (try? Address(email))?.suggestion }
}
