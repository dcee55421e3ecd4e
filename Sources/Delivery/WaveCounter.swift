/// Counts people off into waves.
struct WaveCounter {
    private var sizes: ArraySlice<Int>
    private var inWave = 0
    /// The wave of the next person, from 0.
    private(set) var wave = 0

    /// Waves of these sizes; what they leave belongs to the last.
    init(sizes: [Int]) { self.sizes = sizes[...] }

    /// Passes over people who were counted off before.
    mutating func skip(_ count: Int) {
        for _ in 0..<count { next() }
    }

    /// One person more.
    mutating func next() {
        guard let size = sizes.first else { return }
        inWave += 1
        guard inWave >= size, sizes.count > 1 else { return }
        sizes = sizes.dropFirst()
        inWave = 0
        wave += 1
    }
}
