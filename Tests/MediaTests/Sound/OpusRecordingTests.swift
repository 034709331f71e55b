import COpus
import Testing

@testable import Media

@Suite struct OpusRecordingTests {
    /// A page as RFC 3533 §6 lays it out.
    private struct Page {
        var kind: UInt8
        var granule: Int64
        var sequence: UInt32
        var packets: [[UInt8]]
    }

    private static func little(_ octets: ArraySlice<UInt8>) -> UInt64 {
        octets.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func pages(_ octets: [UInt8]) throws -> [Page] {
        var pages: [Page] = []
        var at = 0
        while at < octets.count {
            try #require(octets[at..<(at + 4)].elementsEqual("OggS".utf8) && octets[at + 4] == 0)
            let segments = octets[(at + 27)..<(at + 27 + Int(octets[at + 26]))]
            let body = at + 27 + segments.count
            let end = body + segments.reduce(0) { $0 + Int($1) }
            var page = Array(octets[at..<end])
            let sum = Self.little(page[22..<26])
            for index in 22..<26 { page[index] = 0 }
            #expect(UInt64(Self.bitwiseChecksum(page)) == sum)
            var packets: [[UInt8]] = [[]]
            var place = body
            for segment in segments {
                packets[packets.count - 1] += octets[place..<(place + Int(segment))]
                place += Int(segment)
                if segment < 255 { packets.append([]) }
            }
            #expect(packets.removeLast().isEmpty)
            pages.append(
                Page(
                    kind: octets[at + 5], granule: Int64(Self.little(octets[(at + 6)..<(at + 14)])),
                    sequence: UInt32(Self.little(octets[(at + 18)..<(at + 22)])), packets: packets))
            at = end
        }
        return pages
    }

    /// Without a table.
    private static func bitwiseChecksum(_ octets: [UInt8]) -> UInt32 {
        octets.reduce(0) { sum, octet in
            (0..<8).reduce(sum ^ UInt32(octet) << 24) { sum, _ in sum >> 31 == 0 ? sum << 1 : (sum << 1) ^ 0x04C1_1DB7 }
        }
    }

    private static func decode(_ packets: [[UInt8]]) -> [Int16] {
        var problem: Int32 = 0
        guard let decoder = opus_multistream_decoder_create(48_000, 2, 2, 0, [0, 1], &problem) else { return [] }
        defer { opus_multistream_decoder_destroy(decoder) }
        return packets.flatMap { packet in
            var samples = [Int16](repeating: 0, count: 1_920)
            let frames = opus_multistream_decode(decoder, packet, Int32(packet.count), &samples, 960, 0)
            return Array(samples[..<(2 * Int(max(frames, 0)))])
        }
    }

    private static func level(_ samples: some Collection<Int16>) -> Double {
        (samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))).squareRoot()
    }

    @Test("The checksum is that of a known page")
    func checksum() { #expect(OggPage.checksum(Array("123456789".utf8)) == 0x89A1_897F) }

    @Test(
        "What is recorded is decoded: each ear its own sound, to the sample as long", arguments: [48_000, 47_333, 1, 0])
    func roundTrip(frames: Int) throws {
        var recording = try OpusRecording(serial: 7)
        var octets = recording.header()
        var sound = SpeechLike()
        var left = sound.next(frames)
        if frames == 1 { left = [900] }
        for start in stride(from: 0, to: frames, by: 4_800) {
            octets += recording.append(left[start..<min(frames, start + 4_800)].flatMap { [$0, 0] })
        }
        octets += recording.finish()
        let pages = try Self.pages(octets)
        #expect(pages.map(\.sequence) == (0..<UInt32(pages.count)).map { $0 })
        #expect(
            pages.first?.kind == 2 && pages.last?.kind == 4 && pages.dropFirst().dropLast().allSatisfy { $0.kind == 0 })
        let head = try #require(pages.first?.packets.first)
        let skip = Int(Self.little(head[10..<12]))
        #expect(head.starts(with: "OpusHead".utf8) && head[8...9].elementsEqual([1, 2]))
        #expect(head[18...].elementsEqual([1, 2, 0, 0, 1]))
        #expect(pages[1].packets.first?.starts(with: "OpusTags".utf8) == true)
        #expect(pages.last?.granule == Int64(skip + frames))
        let decoded = Self.decode(pages.dropFirst(2).flatMap(\.packets)).dropFirst(2 * skip).prefix(2 * frames)
        #expect(decoded.count == 2 * frames)
        guard frames > 1 else { return }
        let heard = stride(from: decoded.startIndex, to: decoded.endIndex, by: 2).map { decoded[$0] }
        let silent = stride(from: decoded.startIndex + 1, to: decoded.endIndex, by: 2).map { decoded[$0] }
        #expect(abs(Self.level(heard) / Self.level(left) - 1) < 0.2 && Self.level(silent) < 5)
        // An hour stays far below WAVE's 230 MB.
        #expect(octets.count < 9_000)
    }

    @Test("A file that a crash cut is whole pages but for the last half second")
    func crash() throws {
        var recording = try OpusRecording(serial: 1)
        var octets = recording.header()
        for _ in 0..<100 { octets += recording.append([Int16](repeating: 0, count: 9_600)) }
        let granule = try #require(try Self.pages(octets).last?.granule)
        #expect(granule >= 480_000 - 24_000 - 960)
    }

    @Test("A packet of any length has its end on the page", arguments: [0, 1, 254, 255, 256, 510, 4_000])
    func lacing(octets: Int) throws {
        var page = OggPage(serial: 1)
        let packet = (0..<octets).map { UInt8(truncatingIfNeeded: $0) }
        #expect(page.append(packet) && page.append([9]))
        #expect(try Self.pages(page.take(granule: 1)).first?.packets == [packet, [9]])
        var taken = 0
        while page.append(packet) { taken += 1 }
        #expect(taken == 255 / (octets / 255 + 1))
    }
}
