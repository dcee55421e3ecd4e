import Testing
@testable import Mustache

/// The published specification, all modules but lambdas, which a closed value type cannot have.
struct SpecificationTests {
    @Test("comments are as specified", arguments: Case.comments)
    func comments(case: Case) throws { #expect(try `case`.rendered() == `case`.expected) }

    @Test("delimiters are as specified", arguments: Case.delimiters)
    func delimiters(case: Case) throws { #expect(try `case`.rendered() == `case`.expected) }

    @Test("interpolation is as specified", arguments: Case.interpolation1 + Case.interpolation2)
    func interpolation(case: Case) throws { #expect(try `case`.rendered() == `case`.expected) }

    @Test("inverted sections are as specified", arguments: Case.inverted)
    func inverted(case: Case) throws { #expect(try `case`.rendered() == `case`.expected) }

    @Test("partials are as specified", arguments: Case.partials)
    func partials(case: Case) throws { #expect(try `case`.rendered() == `case`.expected) }

    @Test("sections are as specified", arguments: Case.sections1 + Case.sections2)
    func sections(case: Case) throws { #expect(try `case`.rendered() == `case`.expected) }

    @Test("dynamic names are as specified", arguments: Case.dynamicNames)
    func dynamicNames(case: Case) throws { #expect(try `case`.rendered() == `case`.expected) }

    @Test("inheritance is as specified", arguments: Case.inheritance1 + Case.inheritance2)
    func inheritance(case: Case) throws { #expect(try `case`.rendered() == `case`.expected) }
}
