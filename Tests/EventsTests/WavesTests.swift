import Events
import TestSupport
import Testing

@Suite("Waves")
struct WavesTests {
    private func sizes(_ waves: [Wave], _ audience: Int) -> [Int] {
        var notification = Notification(name: "a", trigger: .on(.registered))
        notification.waves = waves
        return notification.waveSizes(of: audience)
    }

    @Test("a first few, then five in a hundred, then the rest")
    func usual() {
        #expect(sizes([.count(5), .percent(5), .percent(100)], 400) == [5, 20, 375])
        #expect(sizes([.count(5), .percent(5)], 400) == [5, 20, 375])
        #expect(sizes([], 400) == [400])
        #expect(sizes([.count(5), .percent(5)], 3) == [3])
        #expect(sizes([.percent(1)], 7) == [1, 6])
        #expect(sizes([.count(5)], 0) == [])
        #expect(sizes([.percent(99)], Int.max).count == 2)
    }

    @Test("whatever the waves, they add up to the audience, none of them empty")
    func sum() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<500 {
            let audience = Int.random(in: 0...5000, using: &random)
            let waves = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? Wave.count(Int.random(in: 1...100, using: &random))
                    : .percent(Int.random(in: 1...100, using: &random))
            }
            let parts = sizes(waves, audience)
            #expect(parts.reduce(0, +) == audience && parts.allSatisfy { $0 > 0 })
        }
    }
}
