import Settings

/// The faults of reading a JSON5 text, as they are shown.
func syntaxFaults(_ text: String) -> [String] {
    do throws(Faults) {
        _ = try JSON5.parse(text, file: "f")
        return []
    } catch {
        return error.all.map(\.description)
    }
}

/// The value of a JSON5 text that must be sound.
func value(_ text: String) throws -> JSONValue {
    try JSON5.parse(text, file: "f").value
}

/// The least configuration, with more keys.
func sound(_ more: String = "") -> String {
    """
    { database: "a.db", intake: "i.db", events: "events",\
     relays: [{ url: "smtp://127.0.0.1:2525", tls: "none" }], \(more) }
    """
}

/// The faults of a configuration, as they are shown.
func configurationFaults(_ text: String) -> [String] {
    do throws(Faults) {
        _ = try Configuration.parse(text, file: "/etc/v.json5")
        return []
    } catch {
        return error.all.map { $0.description.replacing("/etc/v.json5:", with: "") }
    }
}

/// The faults of the only relay with these keys, without file, line and column.
func relayFaults(_ keys: String) -> [String] {
    configurationFaults("{ database: \"a\", intake: \"i\", events: \"e\", relays: [{ \(keys) }] }")
        .map { $0.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? $0 }
}
