import Events
import Testing

@Suite("Conditions on rows")
struct ConditionTests {
    @Test(
        "a row fulfils a condition where one of its values is one of those named",
        arguments: [
            ("language", ["en", "pt"], ["en"], true), ("language", ["en", "pt"], ["EN "], true),
            ("language", ["pt"], ["pt-BR"], true), ("language", ["pt"], ["pt_br"], true),
            ("language", ["pt-BR"], ["pt"], false), ("language", ["pt"], ["ptx"], false),
            ("region", ["54"], ["Новосибирская область"], true), ("region", ["RU-KAM"], ["41"], true),
            ("region", ["54"], ["55"], false), ("region", ["Bavaria"], ["bavaria"], true),
            ("status", ["confirmed"], ["confirmed"], true), ("status", ["confirmed"], ["registered"], false),
            ("details.workshop", ["swift"], ["rust", " Swift"], true),
            ("details.workshop", ["swift"], ["swiftly"], false), ("details.hotel", ["true"], ["true"], true),
            ("details.hotel", ["true"], [], false), ("name", ["Иванова"], ["иванова"], true),
        ]
    )
    func holds(field: String, values: [String], found: [String], expected: Bool) throws {
        let condition = Condition(try #require(RowField(field)), values)
        #expect(condition.holds(for: found) == expected)
        #expect(condition.field.description == field)
    }

    @Test(
        "what names no value of a row is none",
        arguments: ["", "details", "details.", "hotel", "Email", "facts.x"]
    )
    func unknown(text: String) {
        #expect(RowField(text) == nil)
    }
}
