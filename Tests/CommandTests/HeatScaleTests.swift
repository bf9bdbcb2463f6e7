import Testing

@testable import Command

@Suite struct HeatScaleTests {
    @Test func `few matters keep the steps one, three, five and nine`() {
        let scale = HeatScale(largest: 11)
        #expect([0, 1, 2, 3, 4, 5, 8, 9, 11].map(scale.step) == [0, 1, 1, 2, 2, 3, 3, 4, 4])
        #expect(scale.range(1) == (1, 2) && scale.range(4).to == nil && scale.range(9) == (0, 0))
    }

    @Test(arguments: [17, 38, 39, 40, 99, 100, 412, 3_218, 1_000_000])
    func `many matters get four steps in order, the largest in the last`(largest: Int) {
        let scale = HeatScale(largest: largest)
        #expect(zip(scale.starts, scale.starts.dropFirst()).allSatisfy { $0 < $1 })
        #expect(scale.step(0) == 0 && scale.step(1) == 1 && scale.step(largest) == 4)
    }
}
