import CallRules
import SimulatedPhonet
import Testing

@Suite("Simulated recordings")
struct RecordingStories {
    private func ended(_ story: String) throws -> (Vitryla, String) {
        let call = try #require(Scenario.named(story).first)
            .call(startingAt: Vitryla.morning, seed: 1)
        let vitryla = Vitryla { $0.take([call]) }
        vitryla.wait(seconds: 60)
        return (vitryla, "/rest/public/calls/\(call.uuid)")
    }

    @Test("An answered call sounds as long as it was talked")
    func whole() throws {
        let (vitryla, path) = try ended("answered")
        let sound = vitryla.ask("GET", path + "/audio")
        #expect(sound.status == 200)
        #expect(sound.values(of: "content-type") == ["audio/wav"])
        #expect(sound.body.count == 44 + 5 * 16_000)
        #expect(sound.body.prefix(4) == Array("RIFF".utf8)[...])
        #expect(Set(sound.body.dropFirst(44)).count > 16)
        let client = vitryla.ask("GET", path + "-rx/audio")
        #expect(client.body.count == sound.body.count && client.body != sound.body)
        #expect(vitryla.complaints == [])
    }

    @Test(
        "A part is that part of the whole",
        arguments: [
            ("bytes=0-0", 0..<1), ("bytes=100-2000", 100..<2001),
            ("bytes=80000-", 80_000..<80_044), ("bytes=-44", 80_000..<80_044),
            ("bytes=40-99999999", 40..<80_044),
        ])
    func part(field: String, range: Range<Int>) throws {
        let (vitryla, path) = try ended("answered")
        let whole = vitryla.ask("GET", path + "/audio").body
        let part = vitryla.ask("GET", path + "/audio", fields: ["Range": field])
        #expect(part.status == 206)
        #expect(part.body[...] == whole[range])
        let place = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(whole.count)"
        #expect(part.values(of: "Content-Range") == [place])
    }

    @Test("A part behind the end is none; what is no range is ignored")
    func beyond() throws {
        let (vitryla, path) = try ended("answered")
        let beyond = vitryla.ask("GET", path + "/audio", fields: ["Range": "bytes=80044-"])
        #expect(beyond.status == 416)
        #expect(beyond.values(of: "Content-Range") == ["bytes */80044"])
        for field in ["bytes=5-2", "bytes=a-b", "seconds=1-2", "bytes=0-1,5-6", "bytes=-"] {
            let whole = vitryla.ask("GET", path + "/audio", fields: ["Range": field])
            #expect(whole.status == 200, "\(field)")
        }
    }

    @Test("It may take a while until a recording is ready; a missed call never has one")
    func unready() throws {
        let (vitryla, path) = try ended("answered")
        vitryla.exchange.use { $0.unreadyRecordings = 2 }
        let statuses = (0..<3).map { _ in vitryla.ask("GET", path + "/audio").status }
        #expect(statuses == [404, 404, 200])
        let (missed, nothing) = try ended("missed")
        #expect(missed.ask("GET", nothing + "/audio").status == 404)
    }
}
