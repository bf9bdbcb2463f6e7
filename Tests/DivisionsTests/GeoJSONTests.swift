import Divisions
import Testing

@Suite struct GeoJSONTests {
    private func collection(_ features: String...) -> String {
        "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
    }

    private func square(_ properties: String, _ ring: String = "[[120,30],[120.1,30],[120.1,30.1],[120,30]]") -> String
    {
        """
        {"type":"Feature","properties":{\(properties)},"geometry":{"type":"Polygon","coordinates":[\(ring)]}}
        """
    }

    @Test func `outlines are found by code, or by name where there is no code`() throws {
        let text = collection(square("\"adcode\":330110"), square("\"name\":\"小暑镇\""))
        let outlines = try GeoJSON.read(text)
        let district = try #require(outlines.rings(code: "330110", name: "余杭区"))
        #expect(district.first?.first == GeoPoint(longitudeE6: 120_000_000, latitudeE6: 30_000_000))
        #expect(district.first?.count == 3)
        #expect(outlines.rings(code: "330110009", name: "小暑镇") != nil)
        #expect(outlines.rings(code: "330110009", name: "大暑镇") == nil)
    }

    @Test func `a code of another code system does not lead to the wrong town`() throws {
        let west = "[[110,30],[110.1,30],[110.1,30.1],[110,30]]"
        let text = collection(
            square("\"code\":\"330110010\",\"name\":\"小暑镇\"", west), square("\"code\":\"999\",\"name\":\"大暑镇\""),
            square("\"code\":\"1\",\"name\":\"谷雨村\"", west), square("\"code\":\"2\",\"name\":\"谷雨村\""))
        let outlines = try GeoJSON.read(text)
        #expect(outlines.rings(code: "330110010", name: "立夏镇") == nil)
        #expect(outlines.name(of: "330110010") == "小暑镇")
        #expect(outlines.rings(code: "330110011", name: "小暑镇")?.first?.first?.longitudeE6 == 110_000_000)
        #expect(outlines.rings(code: "330110012", name: "大暑镇")?.first?.first?.longitudeE6 == 120_000_000)
        // Two villages of one name are told apart by their codes.
        #expect(outlines.rings(code: "2", name: "谷雨村")?.first?.first?.longitudeE6 == 120_000_000)
        #expect(outlines.rings(code: "3", name: "谷雨村") == nil)
    }

    @Test func `what is kept is read back the same`() throws {
        let rings = [[GeoPoint(longitudeE6: 120_000_004, latitudeE6: -30), GeoPoint(longitudeE6: -1, latitudeE6: 5)]]
        #expect(GeoJSON.text(of: rings) == "[[[120.000004,-0.000030],[-0.000001,0.000005]]]")
        #expect(GeoJSON.rings(in: GeoJSON.text(of: rings)) == rings)
        #expect(GeoJSON.rings(in: "[[[1]]]") == nil)
        #expect(GeoJSON.rings(in: "{") == nil)
    }

    @Test func `an outline that cannot be trusted is refused with its reason`() {
        func refusal(_ text: String) -> GeoJSONError? {
            do throws(GeoJSONError) {
                _ = try GeoJSON.read(text)
                return nil
            } catch { return error }
        }
        #expect(refusal("not JSON") == .notPolygons)
        #expect(
            refusal(
                collection(
                    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}"))
                == .notPolygons)
        #expect(refusal(collection(square(""))) == .unnamed(feature: 0))
        #expect(refusal(collection(square("\"code\":\"1\""), square("\"code\":\"1\""))) == .twice("1"))
        #expect(
            refusal(collection(square("\"code\":\"1\"", "[[120,30],[121,30],[121,31],[120,31]]"))) == .openRing("1"))
        #expect(refusal(collection(square("\"code\":\"1\"", "[[120,30],[120,30],[120,30]]"))) == .openRing("1"))
        #expect(
            refusal(collection(square("\"code\":\"1\"", "[[520,30],[121,30],[121,31],[520,30]]"))) == .badPosition("1"))
        #expect(refusal(String(repeating: " ", count: GeoJSON.textLimit + 1)) == .tooLarge)
    }

    @Test func `an outline in GCJ-02 is kept in WGS-84`() throws {
        let text = collection(
            square("\"code\":\"1\"", "[[120.004685,30.297546],[120.1,30],[120.1,30.1],[120.004685,30.297546]]"))
        #expect(
            try GeoJSON.read(text, system: .gcj02).rings(code: "1", name: "小暑镇")?.first?.first
                == GeoPoint(longitudeE6: 120_000_000, latitudeE6: 30_300_000))
        #expect(CoordinateSystem.gcj02(longitude: 2.35, latitude: 48.85) == (2.35, 48.85))
    }
}
