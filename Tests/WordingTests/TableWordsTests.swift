import Testing
import Wording

struct TableWordsTests {
    @Test(
        "what is counted agrees with its verb",
        arguments: [
            (1, "1 письмо ждёт", "1 message waits", "ушло ли 1 письмо"),
            (2, "2 письма ждут", "2 messages wait", "ушли ли 2 письма"),
            (5, "5 писем ждут", "5 messages wait", "ушло ли 5 писем"),
            (21, "21 письмо ждёт", "21 messages wait", "ушло ли 21 письмо"),
        ]
    )
    func agreement(count: Int, russian: String, english: String, doubt: String) {
        let approval = WaitingWords.approval("e/n", count, "vestnik approve e n")
        #expect(approval.ru == "e/n: \(russian) утверждения: vestnik approve e n")
        #expect(approval.en == "e/n: \(english) for approval: vestnik approve e n")
        let decision = WaitingWords.decision("e/n", count, "a", "b")
        #expect(decision.ru == "e/n: \(russian) решения: a, или b")
        #expect(decision.en == "e/n: \(english) for a decision: a, or b")
        #expect(WaitingWords.doubt("e/n", count, "a", "b").ru.contains("неизвестно, \(doubt);"))
    }
}
