public import Store

/// What a person was last told about their registration for an event, and what their calendar holds.
///
/// A relay that has taken a letter, or may have taken it (`in_doubt`), has told it. Letters that came back have told
/// nothing.
public struct Told: Sendable, Hashable {
    /// The status that the last letter told; nil: nothing was told.
    public var status: RegistrationStatus?
    /// The registration that it was about.
    public var registration: Int64?
    /// Which version of it.
    public var version: Int?
    /// Which facts of the event it told.
    public var facts: Int64?
    /// Whether the person's calendar holds an entry that was given and not withdrawn.
    public var hasEntry = false
    /// Which facts an entry told that a letter at its hour has given since; nil where none has.
    public var entryFacts: Int64?
    /// Whether it is not known that this was told, and will not be: the letter may have been taken, and was withdrawn
    /// since.
    public var isUncertain = false
    /// The letter that was taken last; 0 for none.
    public var lastTaken: Int64 = 0

    /// Nothing was told.
    public init() {}

    /// What letters of one person and one event come to, whatever order they stand in.
    public init(_ letters: [PastLetter]) {
        self.init()
        guard !letters.isEmpty else { return }
        let taken = letters.filter(\.isTaken).sorted { $0.isTaken(before: $1) }
        for letter in taken {
            if let entry = letter.entry {
                hasEntry = entry != "cancel"
                entryFacts = entry == "cancel" ? nil : letter.facts
            }
            guard let word = letter.tells, let told = RegistrationStatus(rawValue: word) else { continue }
            status = told
            entryFacts = nil
            isUncertain =
                letter.wasInDoubt && !letter.isWaiting && letter.state != .sent && letter.state != .inDoubt
            registration = letter.registration
            version = letter.version
            facts = letter.facts
            lastTaken = letter.id
        }
    }
}
