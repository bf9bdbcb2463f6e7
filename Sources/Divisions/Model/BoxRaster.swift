/// A raster of equal cells that knows which boxes touch each cell, by number in ascending order.
struct BoxRaster: Sendable {
    private let cells: Cells?
    // Cell c holds the numbers at `numbers[starts[c]..<starts[c + 1]]`.
    private let numbers: [Int32]
    private let starts: [Int32]

    /// Nil boxes stand in no cell.
    init(_ boxes: [GridBox?]) {
        let known = boxes.compactMap { $0 }
        cells = Self.cells(for: known)
        var lists = [[Int32]](repeating: [], count: cells?.count ?? 0)
        for (number, box) in boxes.enumerated() {
            guard let box, let cells else { continue }
            for row in cells.rows(of: box) {
                for cell in cells.cells(of: box, inRow: row) { lists[cell].append(Int32(number)) }
            }
        }
        numbers = lists.flatMap { $0 }
        starts = Self.starts(of: lists)
    }

    /// The boxes whose cell a point lies in.
    func candidates(at spot: GridSpot) -> ArraySlice<Int32> {
        guard let cells, cells.ground.contains(spot) else { return [] }
        let cell = cells.cell(at: spot)
        return numbers[Int(starts[cell])..<Int(starts[cell + 1])]
    }

    /// The boxes whose cells a window touches, each once.
    func candidates(in window: GridBox) -> [Int32] {
        guard let cells, let shared = cells.ground.shared(with: window) else { return [] }
        var found: Set<Int32> = []
        for row in cells.rows(of: shared) {
            let span = cells.cells(of: shared, inRow: row)
            found.formUnion(numbers[Int(starts[span.lowerBound])..<Int(starts[span.upperBound + 1])])
        }
        return found.sorted()
    }

    /// Where each list begins once all stand behind one another, and where the last one ends.
    static func starts(of lists: [[Int32]]) -> [Int32] {
        lists.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }
    }

    /// Twice as many cells as boxes along a side keep the candidates to two or three.
    ///
    /// Boxes that all cover most of the ground would fill every cell: then fewer cells serve as well.
    private static func cells(for boxes: [GridBox]) -> Cells? {
        guard var ground = boxes.first else { return nil }
        for box in boxes { ground.include(box) }
        var cells = Cells(ground, side: Int32(max(1, min(1_024, 2 * Double(boxes.count).squareRoot()))))
        while cells.side > 1, boxes.reduce(0, { $0 + cells.places(of: $1) }) > 64 * boxes.count + 1_024 {
            cells = Cells(ground, side: cells.side / 2)
        }
        return cells
    }
}

/// Equal cells over a ground, as many along each side.
private struct Cells: Sendable {
    let ground: GridBox
    let side: Int32
    private let width: Int32
    private let height: Int32

    init(_ ground: GridBox, side: Int32) {
        self.ground = ground
        self.side = side
        width = (ground.east - ground.west) / side + 1
        height = (ground.north - ground.south) / side + 1
    }

    var count: Int { Int(side) * Int(side) }

    func cell(at spot: GridSpot) -> Int {
        Int((spot.y - ground.south) / height * side + (spot.x - ground.west) / width)
    }

    /// The rows that a box within the ground touches.
    func rows(of box: GridBox) -> ClosedRange<Int32> {
        (box.south - ground.south) / height...(box.north - ground.south) / height
    }

    /// The cells of a row that a box within the ground touches.
    func cells(of box: GridBox, inRow row: Int32) -> ClosedRange<Int> {
        Int(row * side + (box.west - ground.west) / width)...Int(row * side + (box.east - ground.west) / width)
    }

    func places(of box: GridBox) -> Int { rows(of: box).count * cells(of: box, inRow: 0).count }
}
