import AddressText
import Testing

@Suite struct DivisionTreeTests {
    private let tree = DivisionTree(
        """
        浙江省
        \t杭州市
        \t\t余杭区 中山街道 塘栖镇
        \t\t西湖区
        江苏省
        \t苏州市
        \t\t昆山市
        广东省
        \t中山市
        \t\t-
        """)

    @Test func `what lies around a county is called in full and in short`() {
        let around = tree.surroundings(of: "余杭区", neighbour: "余杭区")
        #expect(around.above == ["浙江省", "杭州市", "浙江", "杭州"])
        #expect(Set(around.elsewhere) == ["西湖区", "江苏省", "苏州市", "昆山市", "广东省", "中山市"])
        #expect(around.elsewhereInShort.contains("苏州") && around.elsewhereInShort.contains("江苏"))
        #expect(around.elsewhereInShort.contains("日本") && !around.elsewhereInShort.contains("浙江"))
        #expect(!around.elsewhereInShort.contains("中山"), "A town of the county is called so.")
        #expect(!around.elsewhereInShort.contains("昆山"), "Counties are many, and so are the words they share.")
    }
}
