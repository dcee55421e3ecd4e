/// Counts people off into waves.
package struct WaveCounter {
    private var sizes: ArraySlice<Int>
    private var inWave = 0
    /// The wave of the next person, from 0.
    package private(set) var wave = 0

    /// Waves of these sizes; what they leave belongs to the last.
    package init(sizes: [Int]) { self.sizes = sizes[...] }

    /// Passes over people who were counted off before.
    package mutating func skip(_ count: Int) {
        for _ in 0..<count { next() }
    }

    /// One person more.
    package mutating func next() {
        guard let size = sizes.first else { return }
        inWave += 1
        guard inWave >= size, sizes.count > 1 else { return }
        sizes = sizes.dropFirst()
        inWave = 0
        wave += 1
    }
}
