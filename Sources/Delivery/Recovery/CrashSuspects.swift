import Foundation
import Store

/// Messages that the program was working on when it died, each with how much speaks against it.
///
/// A row that no one foresaw must not kill the daemon at every start: what was in hand in two runs that crashed or
/// hung is held. A run that was killed from outside, as by `kill -9` or for want of memory, had some message in hand
/// by chance, but hardly the same one four times. They stand in the database under a key of their own,
/// for they are few, and what has long been sent is of no interest any more.
struct CrashSuspects: Equatable {
    /// What speaks against each message.
    private(set) var weights: [Int64: Int] = [:]

    /// What a run that crashed or hung, and one that was killed, adds.
    private static let (certain, uncertain) = (2, 1)
    /// From this on a person decides.
    static let most = 4
    /// So many are remembered, the newest messages first.
    static let mostKept = 100

    private static let key = "crash_suspects"

    /// What the database remembers.
    init(_ store: MessageStore) throws(StoreError) {
        guard let text = try store.meta(Self.key),
            let known = try? JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
        else { return }
        for (id, weight) in known { if let id = Int64(id) { weights[id] = weight } }
    }

    /// Counts one more death with a message in hand.
    ///
    /// - Returns: whether it must not be tried again by itself; it is then forgotten, for a person's word begins anew.
    mutating func died(with message: Int64, isCertain: Bool) -> Bool {
        let weight = (weights[message] ?? 0) + (isCertain ? Self.certain : Self.uncertain)
        guard weight < Self.most else {
            weights[message] = nil
            return true
        }
        weights[message] = weight
        for old in weights.keys.sorted().dropLast(Self.mostKept) { weights[old] = nil }
        return false
    }

    /// Writes down what has changed.
    func save(in store: MessageStore) throws(StoreError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let known = Dictionary(uniqueKeysWithValues: weights.map { (String($0.key), $0.value) })
        let text = (try? encoder.encode(known)).map { String(decoding: $0, as: UTF8.self) }
        try store.setMeta(Self.key, weights.isEmpty ? nil : text)
    }
}
