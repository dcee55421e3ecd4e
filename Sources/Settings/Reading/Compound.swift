internal import Wording

extension Reading where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the words of an enumeration.
    public static var choice: Reading {
        let words = Value.allCases.map(\.rawValue)
        let expected = FaultWords.oneOf(words)
        return Reading { node, path, log in
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
        Reading { node, path, log in
            guard case .array(let nodes) = node.content else {
                return mismatch(node, path, log, expected: Wording(ru: "список, [ … ]", en: "a list, [ … ]"))
            }
            return nodes.enumerated().compactMap { item.read($1, "\(path)[\($0)]", log) }
        }
    }

    /// An object whose keys are free, each of whose values is read alike; those with a fault are left out.
    ///
    /// - Parameter item: how a value is read.
    /// - Returns: the reading.
    public static func dictionary<Item>(of item: Reading<Item>) -> Reading where Value == [String: Item] {
        Reading { node, path, log in
            guard case .object(let members) = node.content else {
                return mismatch(
                    node,
                    path,
                    log,
                    expected: Wording(ru: "объект, { … }", en: "an object, { … }")
                )
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
    /// - Parameter build: takes the values from the scope; nil after a fault.
    /// - Returns: the reading.
    public static func object(_ build: @escaping (Scope) -> Value?) -> Reading {
        Reading { node, path, log in
            guard case .object(let members) = node.content else {
                return mismatch(
                    node,
                    path,
                    log,
                    expected: Wording(ru: "объект, { … }", en: "an object, { … }")
                )
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
        Reading { node, _, _ in node.value }
    }
}
