import Foundation
import Settings

/// What configuration says of the letters themselves: whatever of it their readers see.
struct LetterSettings: Sendable, Hashable, Codable {
    /// The address of the pages outside, below which one click unsubscribes; nil: there are none.
    var page: String?
    /// Whether mail that comes back is read by the daemon, and with it the answers of calendars.
    var isMailboxRead = false
    /// Everything goes to this mailbox, marked; nil: to the people themselves.
    var sandbox: String?
    /// What one letter may come to, in octets.
    var letterBytes: Int
    /// Which program makes them.
    var program = Version.text

    /// What a configuration says.
    init(_ configuration: Configuration) {
        page = configuration.dashboard?.public
        isMailboxRead = configuration.mailbox != nil
        sandbox = configuration.sandbox?.to
        letterBytes = configuration.limits.letterBytes
    }

    /// What was kept as text; nil where that is nothing of ours.
    init?(json: String) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = read
    }

    /// As text: the same settings give the same.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
