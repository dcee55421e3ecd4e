internal import Wording

extension Reading where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the words of an enumeration.
    public static var choice: Reading {
        let words = Value.allCases.map(\.rawValue)
        let expected = FaultWords.oneOf(words)
        return Reading(expected: expected, written: { quoted($0.rawValue) }) { node, path, log in
            guard case .string(let text) = node.content else {
                return mismatch(node, path, log, expected: expected)
            }
            if let value = Value(rawValue: text) { return value }
            let hint = FaultWords.meant(nearest(to: text, among: words))
            log.fault(at: node.position, path, FaultWords.expected(expected, text: text) + hint)
            return nil
        }
    }
}

extension Reading {
    /// A list, each of whose items is read alike; items with a fault are left out.
    ///
    /// - Parameter item: how an item is read.
    /// - Returns: the reading.
    public static func list<Item>(of item: Reading<Item>) -> Reading where Value == [Item] {
        Reading(
            expected: FaultWords.list(of: item.expected),
            keys: { item.keys().map { $0.under("[]") } },
            written: { values in
                let items = values.map(item.written)
                return items.contains(nil)
                    ? nil : "[" + items.compactMap(\.self).joined(separator: ", ") + "]"
            }
        ) { node, path, log in
            guard case .array(let nodes) = node.content else {
                return mismatch(node, path, log, expected: FaultWords.list(of: .nothing))
            }
            return nodes.enumerated().compactMap { item.read($1, "\(path)[\($0)]", log) }
        }
    }

    /// An object whose keys are free, each of whose values is read alike; those with a fault are left out.
    ///
    /// - Parameters:
    ///   - item: how a value is read.
    ///   - key: what the keys are, as the reference calls it.
    /// - Returns: the reading.
    public static func dictionary<Item>(
        of item: Reading<Item>,
        key: String = "KEY"
    ) -> Reading where Value == [String: Item] {
        Reading(
            expected: FaultWords.object(of: item.expected),
            keys: { item.keys().map { $0.under("." + key) } },
            written: { $0.isEmpty ? "{}" : nil }
        ) { node, path, log in
            guard case .object(let members) = node.content else {
                return mismatch(node, path, log, expected: FaultWords.object(of: .nothing))
            }
            var result: [String: Item] = [:]
            for member in members {
                result[member.key] = item.read(member.value, join(path, member.key), log)
            }
            return result
        }
    }

    /// An object with known keys; keys that `build` did not ask for are faults.
    ///
    /// - Parameters:
    ///   - samples: what the object may say that makes `build` ask for other keys, for the reference.
    ///   - build: takes the values from the scope; nil after a fault.
    /// - Returns: the reading.
    public static func object(
        samples: [String] = [],
        _ build: @escaping (Scope) -> Value?
    ) -> Reading {
        Reading(
            expected: FaultWords.object(of: .nothing),
            keys: { describe(samples: samples, build) }
        ) { node, path, log in
            guard case .object(let members) = node.content else {
                return mismatch(node, path, log, expected: FaultWords.object(of: .nothing))
            }
            let scope = Scope(node: node, members: members, path: path, log: log)
            let value = build(scope)
            scope.close()
            return value
        }
    }
}

extension Reading where Value == JSONValue {
    /// Any value as it stands.
    public static var json: Reading {
        Reading(Wording(ru: "любое значение", en: "any value")) { node, _, _ in node.value }
    }
}
