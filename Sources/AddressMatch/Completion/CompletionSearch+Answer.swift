import AddressText

extension CompletionSearch {
    /// A found place with its text and the parts of it that were typed.
    func answer(_ found: Found) -> CompletedPlace {
        var text = "", length = 0, marks: [Range<Int>] = []
        for (place, own) in register.pieces(of: Int(found.place)) {
            let count = own.unicodeScalars.count
            for mark in found.marks {
                guard let range = range(of: mark, in: place, own, count) else { continue }
                marks.append((length + range.lowerBound)..<(length + range.upperBound))
            }
            text += own
            length += count
        }
        var answer = CompletedPlace(place: Int(found.place), text: text, marks: Self.joined(marks))
        (answer.use, answer.isMistaken) = (found.use, isMistaken(found.rank))
        if found.use != .standard {
            answer.otherName = register.nameText(found.name)
            answer.otherMarks = Self.joined(
                found.marks.compactMap { mark in
                    guard case .name(found.name, let range) = mark, !range.isEmpty else { return nil }
                    return range
                })
        }
        return answer
    }

    private func range(of mark: Mark, in place: Int32, _ own: String, _ count: Int) -> Range<Int>? {
        let isNamed = register.kinds[Int(place)] < .number
        switch mark {
        case .number(place, let typed): return typed > 0 ? 0..<min(typed, count) : nil
        case .name(let name, let range) where isNamed && register.labels[Int(place)] == name && !range.isEmpty:
            // A name is shown as it is written, which may be wider than the form it is found by.
            let form = NormalAddress(own)
            guard let last = range.last, form.scalars.indices.contains(last) else { return nil }
            return Int(form.starts[range.lowerBound])..<Int(form.ends[last])
        default: return nil
        }
    }

    /// Ranges in order, those that touch as one.
    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}
