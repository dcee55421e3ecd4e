import Events
import Planning
import Store
import Testing

@Suite("What a person is told")
struct ToldTableTests {
    /// A row of the table: what was told, whether an entry was given, what the registration is, and what goes.
    struct Row: Sendable, CustomTestStringConvertible {
        var told: RegistrationStatus?
        var entry = false
        var now: RegistrationStatus?
        var differences: ToldTable.Differences = []
        var tellsConfirmed = false
        var goes: WantedLetter?
        var because: String

        var testDescription: String { because }
    }

    static let rows: [Row] = [
        Row(
            now: .registered,
            goes: .init(.registered, tells: .registered, entry: .give),
            because: "nobody was told of a registration that is there"
        ),
        Row(
            now: .confirmed,
            goes: .init(.registered, tells: .confirmed, entry: .give),
            because: "registered takes in confirmed"
        ),
        Row(
            now: .confirmed,
            tellsConfirmed: true,
            goes: .init(.confirmed, tells: .confirmed, entry: .give),
            because: "an event with a letter for confirmed ones sends that"
        ),
        Row(
            now: .waitlisted,
            goes: .init(.waitlisted, tells: .waitlisted, entry: .none),
            because: "the waiting list has no entry"
        ),
        Row(now: .cancelled, because: "nobody hears of a cancellation who never heard of the registration"),
        Row(now: nil, because: "nothing was there and nothing is"),
        Row(
            told: .cancelled,
            now: .registered,
            goes: .init(.registered, tells: .registered, entry: .give),
            because: "who cancelled and registers again is told so"
        ),
        Row(
            told: .cancelled,
            now: .waitlisted,
            goes: .init(.waitlisted, tells: .waitlisted, entry: .none),
            because: "who cancelled and comes back to the waiting list is told so"
        ),
        Row(told: .cancelled, now: .cancelled, because: "a cancellation is told once"),
        Row(
            told: .registered,
            entry: true,
            now: .cancelled,
            goes: .init(.cancelled, tells: .cancelled, entry: .withdraw),
            because: "a cancellation takes the entry back"
        ),
        Row(
            told: .registered,
            now: .cancelled,
            goes: .init(.cancelled, tells: .cancelled, entry: .none),
            because: "where no entry was given none is taken back"
        ),
        Row(
            told: .waitlisted,
            now: .cancelled,
            goes: .init(.cancelled, tells: .cancelled, entry: .none),
            because: "the waiting list can be left"
        ),
        Row(
            told: .registered,
            entry: true,
            now: .waitlisted,
            goes: .init(.waitlisted, tells: .waitlisted, entry: .withdraw),
            because: "who is put back on the waiting list loses the entry"
        ),
        Row(
            told: .confirmed,
            entry: true,
            now: .waitlisted,
            goes: .init(.waitlisted, tells: .waitlisted, entry: .withdraw),
            because: "a confirmed one too"
        ),
        Row(
            told: .registered,
            now: .confirmed,
            tellsConfirmed: true,
            goes: .init(.confirmed, tells: .confirmed, entry: .give),
            because: "a confirmation of one's own"
        ),
        Row(told: .registered, now: .confirmed, because: "without such a letter nothing new is to be said"),
        Row(
            told: .confirmed,
            now: .registered,
            tellsConfirmed: true,
            because: "registered takes in confirmed"
        ),
        Row(
            told: .waitlisted,
            now: .registered,
            goes: .init(.registered, tells: .registered, entry: .give),
            because: "who moves up is told so"
        ),
        Row(
            told: .waitlisted,
            now: .confirmed,
            tellsConfirmed: true,
            goes: .init(.confirmed, tells: .confirmed, entry: .give),
            because: "by the letter for confirmed ones where there is one"
        ),
        Row(
            told: .waitlisted,
            now: .waitlisted,
            differences: .values,
            because: "the waiting list tells of no values"
        ),
        Row(told: .registered, now: .registered, because: "what was told is true"),
        Row(
            told: .registered,
            entry: true,
            now: .registered,
            differences: .values,
            goes: .init(.changed, tells: .registered, entry: .give),
            because: "other values are told"
        ),
        Row(
            told: .registered,
            entry: true,
            now: .registered,
            differences: .facts,
            goes: .init(.changed, tells: .registered, entry: .give),
            because: "other facts are told"
        ),
        Row(
            told: .registered,
            entry: true,
            now: .cancelled,
            differences: .facts,
            goes: .init(.cancelled, tells: .cancelled, entry: .withdraw),
            because: "who cancelled hears of no moved facts"
        ),
        Row(told: .registered, entry: true, now: nil, because: "a row that is gone says nothing"),
        Row(told: .waitlisted, now: nil, because: "whatever was told"),
    ]

    @Test("each row of the table", arguments: rows)
    func table(_ row: Row) {
        var told = Told()
        told.status = row.told
        told.hasEntry = row.entry
        let letter = ToldTable.letter(
            told: told,
            status: row.now,
            differences: row.differences,
            tellsConfirmed: row.tellsConfirmed
        )
        #expect(letter == row.goes)
    }

    @Test("every combination has its row or is covered by one", arguments: RegistrationStatus.allCases)
    func complete(_ status: RegistrationStatus) {
        for told in [nil] + RegistrationStatus.allCases.map(Optional.some) {
            var last = Told()
            last.status = told
            let letter = ToldTable.letter(told: last, status: status, tellsConfirmed: false)
            // Whatever goes tells what is.
            #expect(letter == nil || letter?.tells == status)
        }
    }

    private func row(_ id: Int64, _ status: String) -> PersonRow {
        var row = PersonRow(kind: .registration, id: id, event: "meeting", email: "a@example.org")
        row.status = status
        return row
    }

    @Test(
        "of several registrations of one person the best counts, then the one that was told of, then the oldest"
    )
    func standing() {
        var told = Told()
        #expect(ToldTable.standing(among: [], told: told) == nil)
        let rows = [row(1, "cancelled"), row(2, "waitlisted"), row(3, "registered"), row(4, "registered")]
        #expect(ToldTable.standing(among: rows, told: told)?.id == 3)
        told.registration = 4
        #expect(ToldTable.standing(among: rows, told: told)?.id == 4)
        told.registration = 1
        #expect(ToldTable.standing(among: rows, told: told)?.id == 3)
        #expect(ToldTable.standing(among: rows + [row(5, "confirmed")], told: told)?.id == 5)
        #expect(ToldTable.standing(among: [row(7, "cancelled")], told: told)?.id == 7)
    }

    @Test("what nobody knows to have been told, and nothing tells any more, is told for certain")
    func uncertain() {
        func goes(_ status: RegistrationStatus, isUncertain: Bool) -> WantedLetter? {
            var told = Told()
            (told.status, told.isUncertain) = (status, isUncertain)
            return ToldTable.letter(told: told, status: status, tellsConfirmed: false)
        }
        #expect(goes(.registered, isUncertain: true) == .init(.registered, tells: .registered, entry: .give))
        #expect(goes(.waitlisted, isUncertain: true) == .init(.waitlisted, tells: .waitlisted, entry: .none))
        #expect(goes(.cancelled, isUncertain: true) == nil)
        for status in RegistrationStatus.allCases { #expect(goes(status, isUncertain: false) == nil) }
    }
}
