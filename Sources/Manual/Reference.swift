internal import Settings
public import Wording

/// The reference of a topic: what `vestnik help TOPIC` shows, and the middle of its manual page.
public struct Reference: Sendable {
    /// A key, name or column.
    public struct Entry: Sendable, Hashable {
        /// As it is written: `relays[].tls`.
        public let term: String
        /// Its one sentence.
        public let sentence: Wording
        /// What it may be and what counts without it; nothing where the sentence says it all.
        public let kind: Wording
    }

    /// Some of the topic, under a heading.
    public struct Section: Sendable {
        /// Without a full stop.
        public let title: Wording
        /// What stands before the entries.
        public let paragraphs: [Wording]
        /// What stands as it is typed, between paragraphs and entries.
        public let example: String?
        /// In the order of the file.
        public let entries: [Entry]

        init(
            _ title: Wording,
            paragraphs: [Wording] = [],
            example: String? = nil,
            entries: [Entry] = []
        ) {
            self.title = title
            self.paragraphs = paragraphs
            self.example = example
            self.entries = entries
        }
    }

    /// One sentence without a full stop.
    public let summary: Wording
    /// In the order in which they are read.
    public let sections: [Section]
}

extension Reference.Entry {
    /// The entries of a file: its keys as its reader declares them, each with its sentence.
    ///
    /// A key without a sentence stands there without one; `ManualTests` do not let that pass.
    static func entries(
        of keys: [DeclaredKey],
        _ sentences: [(path: String, sentence: Wording)]
    ) -> [Reference.Entry] {
        keys.map { key in
            Reference.Entry(
                term: key.path,
                sentence: sentences.first { $0.path == key.path }?.sentence ?? .nothing,
                kind: kind(of: key)
            )
        }
    }

    private static func kind(of key: DeclaredKey) -> Wording {
        var parts = key.expected.isEmpty ? [] : [key.expected]
        if key.isRequired { parts.insert(Wording(ru: "обязательный ключ", en: "required"), at: 0) }
        parts += key.defaults.map { usual in
            let text = Wording(ru: "по умолчанию \(usual.text)", en: "default \(usual.text)")
            guard let sample = usual.sample else { return text }
            return Wording(ru: "при \(sample) \(text.ru)", en: "\(text.en) with \(sample)")
        }
        return parts.joined(separator: "; ")
    }
}
