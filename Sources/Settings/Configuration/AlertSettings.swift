internal import Foundation
internal import Wording

/// Who is written to when something needs a person, and when the daily digest goes.
public struct AlertSettings: Sendable, Hashable {
    /// The administrators' addresses; at least one.
    public var to: [String]
    /// When the digest goes, in minutes since midnight; nil: there is none.
    public var digest: Int?
    /// By whose clock that is, and all times in these letters; nil: the machine's.
    public var timeZone: String?

    /// Warnings alone, to these addresses.
    public init(to: [String]) { self.to = to }
}

extension AlertSettings {
    static func build(_ scope: Scope) -> AlertSettings? {
        let expected = Wording(
            ru: "адреса администраторов: [\"admin@example.org\"]",
            en: "the administrators' addresses: [\"admin@example.org\"]"
        )
        let to = scope.required("to", .list(of: .plainAddress("admin@example.org")), expected)
        let digest = scope.optional("digest", .minuteOfDay)
        let timeZone = scope.optional("timeZone", .zoneName)
        guard let to else { return nil }
        if case .array(let items)? = scope.node(of: "to")?.content, items.isEmpty {
            scope.fault("to", FaultWords.expected(expected, text: "[]"))
        }
        var result = AlertSettings(to: to)
        (result.digest, result.timeZone) = (digest, timeZone)
        return result
    }
}

extension Reading where Value == Int {
    /// A time of day, in minutes since midnight.
    fileprivate static var minuteOfDay: Reading {
        let expected = Wording(ru: "время в виде \"08:00\"", en: "a time as \"08:00\"")
        return Reading<String>.string(expected).map {
            FaultWords.expected(expected, text: $0)
        } transform: { text in
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2,
                parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
                let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
                (0..<60).contains(minute)
            else { return nil }
            return hour * 60 + minute
        }
    }
}

extension Reading where Value == String {
    /// The name of a time zone that the system knows.
    fileprivate static var zoneName: Reading {
        let expected = Wording(
            ru: "часовой пояс в виде \"Europe/Moscow\"",
            en: "a time zone as \"Europe/Moscow\""
        )
        return Reading.string(expected).map {
            FaultWords.expected(expected, text: $0)
        } transform: {
            TimeZone(identifier: $0) == nil ? nil : $0
        }
    }
}
