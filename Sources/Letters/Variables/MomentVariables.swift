import Foundation

/// Moments of rows in words, by the event's clock; many rows came to be in the same minute.
final class MomentVariables {
    /// A minute and a language.
    private struct Key: Hashable {
        let minute: (UInt64, UInt64)
        let language: String

        /// Of `2026-10-05T10:15:30.123Z` the words tell the minute, which are the first sixteen bytes.
        init?(_ text: String, language: String) {
            var text = text
            let minute: (UInt64, UInt64)? = text.withUTF8 { bytes in
                // Written in any other way, the minute may lie elsewhere.
                guard bytes.count == 24, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A,
                    bytes[16] == 0x3A
                else { return nil }
                let raw = UnsafeRawBufferPointer(bytes)
                return (
                    raw.loadUnaligned(as: UInt64.self),
                    raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                )
            }
            guard let minute else { return nil }
            self.minute = minute
            self.language = language
        }

        static func == (a: Key, b: Key) -> Bool { a.minute == b.minute && a.language == b.language }

        func hash(into hasher: inout Hasher) {
            hasher.combine(minute.0)
            hasher.combine(minute.1)
            hasher.combine(language)
        }
    }

    private let zone: TimeZone
    private var known: [Key: String?] = [:]

    /// For an event in this zone.
    init(zone: TimeZone) { self.zone = zone }

    /// The words for a column's moment; nil for what is none.
    func words(_ text: String, language: LetterLanguage) -> String? {
        guard let key = Key(text, language: language.code) else { return made(text, language) }
        if let found = known[key] { return found }
        let words = made(text, language)
        if known.count >= 1_000 { known.removeAll(keepingCapacity: true) }
        known[key] = words
        return words
    }

    private func made(_ text: String, _ language: LetterLanguage) -> String? {
        PersonVariables.instant(text).map { ClockWording.moment($0, in: zone, language: language) }
    }
}
