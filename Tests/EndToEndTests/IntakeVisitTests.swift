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
        "a person whom only an unread row knows is erased, or it is told that not all was looked through",
        arguments: [100, 5000]
    )
    func unread(_ people: Int) throws {
        let house = try house(people)
        let result = try house.vestnik("forget", "p\(people)@example.org", "--yes")
        let left = try house.siteValue("SELECT count(*) FROM registrations WHERE id = \(people)")
        #expect(
            result.status == 0 && left == "0" || result.status == 75 && result.errors.contains("not all"),
            "\(result)"
        )
        if people == 100 { #expect(result.status == 0 && left == "0", "\(result)") }
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
