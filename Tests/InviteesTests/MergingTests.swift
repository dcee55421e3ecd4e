import Invitees
import TestSupport
import Testing

@Suite("Duplicates")
struct MergingTests {
    @Test("rows of one address become one, which has what each of them says")
    func merged() throws {
        let file = InviteeFile.read(
            Array(
                "email,ФИО,Регион,Отель\nDirector@example.org,Иванова М. П.,54,\nb@example.org,,,\ndirector@EXAMPLE.org,Иванова Мария Петровна,,да"
                    .utf8
            )
        )
        #expect(file.faults.isEmpty && file.rows.count == 2 && file.rowsRead == 3)
        let row = try #require(file.rows.first)
        #expect(row.name == "Иванова Мария Петровна" && row.region == "54" && row.line == 2)
        #expect(row.detailsJSON == "{\"Отель\":\"да\"}")
        #expect(
            file.warnings.map(\.message) == [
                "адрес Director@example.org встречается в строках 2, 4: строки объединены",
                "в объединённых строках «name» не совпадает: взято «Иванова Мария Петровна», не взято «Иванова М. П.»",
            ]
        )
    }

    @Test("the order of the rows does not matter")
    func order() {
        var random = SplitMix64(seed: 9)
        for _ in 0..<200 {
            let lines = (0..<8).map { _ in
                let person = ["a", "b", "A"].randomElement(using: &random) ?? "a"
                let name = ["", "Иван", "Иванов", "Иванов И. И."].randomElement(using: &random) ?? ""
                let region = ["", "54", "77"].randomElement(using: &random) ?? ""
                let hotel = ["", "да", "нет"].randomElement(using: &random) ?? ""
                return "\(person)@example.org,\(name),\(region),\(hotel)"
            }
            func rows(_ lines: [String]) -> Set<String> {
                let file = InviteeFile.read(
                    Array(("email,ФИО,Регион,Отель\n" + lines.joined(separator: "\n")).utf8)
                )
                return Set(
                    file.rows.map {
                        "\($0.email) \($0.name ?? "") \($0.region ?? "") \($0.detailsJSON ?? "")"
                    }
                )
            }
            #expect(rows(lines) == rows(lines.shuffled(using: &random)))
        }
    }
}
