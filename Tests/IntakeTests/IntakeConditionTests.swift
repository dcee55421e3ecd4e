import Intake
import Testing

@Suite("The intake's condition")
struct IntakeConditionTests {
    @Test("an intake that nothing is said of is well")
    func well() { #expect(IntakeCondition().trouble == nil) }
}
