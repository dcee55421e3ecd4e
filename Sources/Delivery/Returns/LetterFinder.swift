import Mail
import Store

/// The letter that a returned mail is about, and how that was found out.
struct FoundLetter {
    /// What shows the letter.
    enum Proof {
        /// The return path that it went with (VERP).
        case returnPath
        /// ENVID, in `Original-Envelope-Id`.
        case envelope
        /// The Message-ID of the letter that came back, or is answered.
        case messageID
        /// The UID of the entry that it carried.
        case entry
        /// Nothing: the person it is about got a letter lately. No consequence follows.
        case guess
    }

    let letter: ReturnedLetter
    let proof: Proof

    /// Whether the mail shows what only the letter's recipient, and the servers on its way, can know.
    var isShown: Bool { proof != .guess }
}

/// Finds the letters that returned mail is about.
///
/// The mailbox is a stranger's: an address alone proves nothing, for anybody can write one down.
struct LetterFinder {
    let store: MessageStore

    /// For how long after a letter went a report that shows none is taken for one about it, in milliseconds: as long as
    /// servers usually try.
    static let guessable: Int64 = 5 * 86_400_000

    /// The letter that a report about a recipient, or a mail from a person, is about; nil for none.
    ///
    /// - Parameters:
    ///   - mail: the returned mail.
    ///   - addresses: whom it is about, by all the addresses that it names.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: the letter, with what shows it.
    /// - Throws: the database cannot be read.
    func letter(
        of mail: ReturnedMail,
        about addresses: [String],
        now: Int64
    ) throws(StoreError) -> FoundLetter? {
        let traces = mail.traces
        if let letter = try letter(returnedTo: traces.envelopeRecipients) {
            return FoundLetter(letter: letter, proof: .returnPath)
        }
        for address in traces.envelopeRecipients {
            // `bounces+123.abcdefghijkl@example.org`
            let mark = address.prefix { $0 != "@" }.split(separator: "+").last ?? ""
            if let letter = try letter(marked: LetterToken(mark)) {
                return FoundLetter(letter: letter, proof: .returnPath)
            }
        }
        if let letter = try letter(marked: traces.envelopeID.flatMap { LetterToken($0) }) {
            return FoundLetter(letter: letter, proof: .envelope)
        }
        let people = try store.people(behind: addresses + traces.originalTo)
        let identifiers = [traces.messageID].compactMap(\.self) + traces.inReplyTo + traces.references
        if !identifiers.isEmpty,
            let letter = try store.returnedLetters(to: people, messageIDs: identifiers).first
        {
            return FoundLetter(letter: letter, proof: .messageID)
        }
        if let uid = mail.answer?.uid, !uid.isEmpty,
            let letter = try store.returnedLetters(to: people, uid: uid).first
        {
            return FoundLetter(letter: letter, proof: .entry)
        }
        guard mail.kind == .dsn, identifiers.isEmpty else { return nil }
        let named = try store.people(behind: addresses)
        return try store.returnedLetters(to: named, sentSince: now - Self.guessable).first.map {
            FoundLetter(letter: $0, proof: .guess)
        }
    }

    private func letter(returnedTo addresses: [String]) throws(StoreError) -> ReturnedLetter? {
        let tokens = addresses.flatMap { ReturnPathToken.all(in: $0.prefix { $0 != "@" }) }
        guard !tokens.isEmpty, let key = store.knownTokenKey() else { return nil }
        for token in tokens {
            if let letter = try store.returnedLetter(token.message),
                token.isGenuine(personKey: letter.personKey, key: key)
            {
                return letter
            }
        }
        return nil
    }

    private func letter(marked token: LetterToken?) throws(StoreError) -> ReturnedLetter? {
        guard let token, let letter = try store.returnedLetter(token.message), token.marks(letter) else {
            return nil
        }
        return letter
    }
}
