import TestSupport
import Testing

@Suite("A look into the web site's file for one person")
struct IntakeVisitTests {
    private func house(_ people: Int) throws -> House {
        let house = try House()
        _ = try house.vestnik("init")
        try house.site(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(people))
            INSERT INTO registrations (event, email) SELECT 'meeting', 'p' || i || '@example.org' FROM n
            """
        )
        return house
    }

    @Test(
        "a person whom only an unread row knows is erased by one run, however many wait before and behind it",
        arguments: [100, 30_000]
    )
    func unread(_ people: Int) throws {
        let house = try house(people)
        for number in [1, people / 2, people] {
            let result = try house.vestnik("forget", "P\(number)@Example.org ", "--yes")
            #expect(result.status == 0, "\(result)")
            #expect(try house.siteValue("SELECT count(*) FROM registrations WHERE id = \(number)") == "0")
        }
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "\(people - 3)")
        let unknown = try house.vestnik("forget", "nobody@example.org", "--yes")
        #expect(unknown.status == 66, "\(unknown)")
    }

    @Test("rows whose address is none, of any length, are passed by")
    func odd() throws {
        let house = try house(10)
        try house.site(
            """
            INSERT INTO registrations (event, email) VALUES ('meeting', ''), ('meeting', 17),
                ('meeting', printf('%.*c', 200000, 'x') || '@example.org'), ('meeting', 'last@example.org')
            """
        )
        #expect(try house.vestnik("forget", "last@example.org", "--yes").status == 0)
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "13")
    }

    @Test("where the file cannot be read, it is told that there may be more of the person in it")
    func damaged() throws {
        let house = try house(1)
        #expect(try house.sendOnce().status == 0)
        try house.folder.write("ruin", to: "registrations.db")
        let result = try house.vestnik("forget", "p1@example.org", "--yes")
        #expect(result.status == 75 && result.errors.contains("not all of the web site's file"), "\(result)")
    }
}
