import Glibc
import Testing
@testable import Wording

@Suite("The system's errors")
struct SystemErrorTests {
    @Test("the usual ones are told in Russian, the others in the system's words")
    func russian() {
        for number in [ENOENT, EACCES, ENOSPC, EEXIST, EROFS, EISDIR, ECONNREFUSED] {
            let told = Wording.systemError(number)
            #expect(!told.ru.contains(where: { $0.isASCII && $0.isLetter }), "\(told.en)")
            #expect(told.en == String(cString: strerror(number)))
        }
        #expect(Wording.systemError(EXDEV).ru == Wording.systemError(EXDEV).en)
    }
}
