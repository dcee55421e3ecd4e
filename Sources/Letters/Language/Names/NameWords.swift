import Locks

/// Words of names as they are read one by one, kept in mind: the same given names and patronymics come again and again.
enum NameWords {
    /// What a word tells by itself.
    struct Known: Sendable {
        /// In small letters with ё as е.
        let folded: String
        /// What it is where a patronymic may stand.
        let reading: Patronymic.Reading?
        /// What is known of it as a given name.
        let kind: GivenNames.Kind?
        /// It is known for nothing but a name: no title, organization or particle.
        let isName: Bool

        init(_ word: String) {
            folded = NameText.folded(word)
            reading = Patronymic.reading(of: folded)
            kind = reading == nil && !folded.utf8.contains(0x20) ? GivenNames.kind(of: folded) : nil
            isName =
                !NameTitles.isTitle(folded) && !NameTitles.isOrganization(folded)
                && !Surnames.particles.contains(folded) && !Patronymic.isParticle(folded)
        }
    }

    /// Two hundred kilobytes; when they are full, it begins anew.
    private static let most = 1024
    private static let longest = 60
    private static let cache = Locked<[ByteKey: Known]>([:])

    /// What a word tells; the same for the same word.
    static func known(_ word: String) -> Known {
        let key = ByteKey(word)
        if let known = cache.withLock({ $0[key] }) { return known }
        let known = Known(word)
        guard word.utf8.count <= longest else { return known }
        cache.withLock { words in
            if words.count >= most { words.removeAll(keepingCapacity: true) }
            words[key] = known
        }
        return known
    }
}
