import CAllocationCount
import Testing

@testable import Media

/// Frames to and from a relay by TCP: cut at any place, hostile, or too many.
@Suite struct TURNStreamTests {
    private static func binding(_ data: Int = 0) -> [UInt8] {
        var random = SeededGenerator(7)
        return STUNMessage(
            .indication, .data, STUNTransactionID(using: &random),
            data == 0 ? [] : [.init(STUNAttribute.data, [UInt8](repeating: 5, count: data))]
        ).octets()
    }

    private static func channel(_ octets: [UInt8], padding: [UInt8] = []) -> [UInt8] {
        [0x40, 0x01, UInt8(octets.count >> 8), UInt8(octets.count & 255)] + octets + padding
    }

    /// What a reader makes of these pieces.
    private static func frames(
        _ reader: inout TURNStreamReader, _ pieces: [[UInt8]]
    ) -> (frames: [[UInt8]], isBroken: Bool) {
        var frames: [[UInt8]] = []
        var storage = [UInt8](repeating: 0xEE, count: 2_048)
        for piece in pieces {
            var rest = piece[...]
            while !rest.isEmpty {
                let count = reader.fill { room in
                    let count = min(room.count, rest.count)
                    for (place, octet) in rest.prefix(count).enumerated() { room[place] = octet }
                    return count
                }
                rest = rest.dropFirst(count)
                loop: while true {
                    switch storage.withUnsafeMutableBufferPointer({ reader.next(into: $0) }) {
                    case .frame(let count): frames.append(Array(storage[..<count]))
                    case .more: break loop
                    case .broken: return (frames, true)
                    }
                }
            }
        }
        return (frames, false)
    }

    private static func frames(_ pieces: [UInt8]...) -> (frames: [[UInt8]], isBroken: Bool) {
        var reader = TURNStreamReader()
        return frames(&reader, pieces)
    }

    @Test func piecesOfOneOctetMakeWholeFrames() {
        let stream = Self.channel([1, 2, 3, 4, 5], padding: [0, 0, 0]) + Self.binding() + Self.channel([9, 9, 9, 9])
        var reader = TURNStreamReader()
        let read = Self.frames(&reader, stream.map { [$0] })
        #expect(read.frames == [Self.channel([1, 2, 3, 4, 5]), Self.binding(), Self.channel([9, 9, 9, 9])])
        #expect(!read.isBroken)
    }

    /// A flood of them costs next to nothing.
    @Test func emptyChannelDataIsPassedOver() {
        let empty = [[UInt8]](repeating: Self.channel([]), count: 3_000).flatMap { $0 }
        let read = Self.frames(empty + Self.channel([9]), [0, 0, 0] + empty)
        #expect(read.frames == [Self.channel([9])] && !read.isBroken)
    }

    @Test func twoMessagesInOneReadAreTwo() {
        #expect(Self.frames(Self.binding() + Self.binding(8)).frames == [Self.binding(), Self.binding(8)])
    }

    @Test(arguments: 1..<9) func channelDataIsPaddedAndThePaddingIsNotRead(count: Int) {
        let data = (0..<count).map { UInt8($0) }
        let padding = [UInt8](repeating: 0xAA, count: (4 - count % 4) % 4)
        let read = Self.frames(Self.channel(data, padding: padding) + Self.channel([7, 7, 7, 7]))
        #expect(read.frames == [Self.channel(data), Self.channel([7, 7, 7, 7])])
    }

    /// No frame begins so, or has such a length.
    @Test(
        arguments: [
            [0x00, 0x01, 0x00, 0x01], [0x00, 0x01, 0xFF, 0xFF], [0x04, 0, 0, 0], [0x3F, 0, 0, 0], [0x50, 0, 0, 0],
            [0x80, 0, 0, 4], [0xFF, 0xFF, 0xFF, 0xFF], [0x16, 0x03, 0x03, 0x00],
        ] as [[UInt8]])
    func whatIsNoFrameBreaksTheStream(octets: [UInt8]) {
        let read = Self.frames(Self.binding() + octets + Self.binding(), Self.binding())
        #expect(read.frames == [Self.binding()] && read.isBroken)
    }

    /// The relay passes on what a peer sends, and UDP carries more than we take.
    @Test(arguments: [2_045, 8_192, 65_535]) func whatIsTooLongIsPassedOver(count: Int) {
        let padding = [UInt8](repeating: 0, count: (4 - count % 4) % 4)
        let long = Self.channel([UInt8](repeating: 3, count: count), padding: padding)
        let read = Self.frames(Self.channel([1]) + [0, 0, 0] + long + Self.binding())
        #expect(read.frames == [Self.channel([1]), Self.binding()] && !read.isBroken)
        let message: [UInt8] = [0x00, 0x17, 0xFF, 0xFC] + [UInt8](repeating: 0, count: 16 + 65_532)
        #expect(Self.frames(message + Self.binding()).frames == [Self.binding()])
    }

    // MARK: Writing

    private static func append(_ writer: inout TURNStreamWriter, _ frame: [UInt8], isMedia: Bool = false) -> Bool {
        frame.withUnsafeBufferPointer { writer.append($0, isMedia: isMedia) }
    }

    /// What a network that takes so many octets at a time gets.
    private static func drain(_ writer: inout TURNStreamWriter, by most: Int = .max, times: Int = .max) -> [UInt8] {
        var taken: [UInt8] = []
        var left = times
        while !writer.isEmpty, left > 0 {
            left -= 1
            writer.write { octets in
                let count = min(octets.count, most)
                taken += octets.prefix(count)
                return count
            }
        }
        return taken
    }

    @Test func framesAreWrittenWholeWhateverTheNetworkTakes() {
        var writer = TURNStreamWriter()
        #expect(Self.append(&writer, Self.channel([1, 2, 3, 4, 5]), isMedia: true))
        var taken = Self.drain(&writer, by: 3, times: 1)
        #expect(Self.append(&writer, Self.binding(40)))
        taken += Self.drain(&writer, by: 3)
        #expect(taken == Self.channel([1, 2, 3, 4, 5]) + [0, 0, 0] + Self.binding(40))
    }

    /// A network that takes nothing gets the sound no more, and the requests until there is no room.
    @Test func soundDoesNotWaitBehindSound() {
        var writer = TURNStreamWriter()
        func sound(_ number: Int) -> [UInt8] { Self.channel([UInt8](repeating: UInt8(number % 250), count: 173)) }
        let request = Self.binding(80)
        #expect(Self.append(&writer, sound(0), isMedia: true) && Self.append(&writer, request))
        // In the middle of the first frame, which must go on.
        var taken = Self.drain(&writer, by: 7, times: 1)
        for number in 1..<1_000 { #expect(Self.append(&writer, sound(number), isMedia: true)) }
        writer.write { _ in 0 }
        writer.write { _ in -1 }
        #expect(Self.append(&writer, request))
        taken += Self.drain(&writer)
        #expect(taken.count <= ICELimits.streamMedia + 2 * request.count)
        let read = Self.frames(taken)
        #expect(!read.isBroken && read.frames.count > 20)
        let kept = read.frames.count - 3
        #expect(read.frames == [sound(0), request] + (0..<kept).map { sound(1_000 - kept + $0) } + [request])
        var requests = 0
        while Self.append(&writer, request), requests < 10_000 { requests += 1 }
        #expect(requests == ICELimits.streamQueue / request.count)
        // Nothing but requests: sound is not put behind them.
        #expect(Self.append(&writer, sound(1), isMedia: true))
        #expect(Self.drain(&writer).count == requests * request.count)
    }

    @Test func nothingIsAllocatedPerPacket() {
        var writer = TURNStreamWriter()
        var reader = TURNStreamReader()
        let sound = Self.channel([UInt8](repeating: 1, count: 172))
        var storage = [UInt8](repeating: 0, count: 2_048)
        var arrived = 0
        func packets(_ count: Int) {
            for _ in 0..<count {
                _ = Self.append(&writer, sound, isMedia: true)
                writer.write { waiting in
                    reader.fill { room in
                        for place in waiting.indices { room[place] = waiting[place] }
                        return waiting.count
                    }
                }
                storage.withUnsafeMutableBufferPointer { frame in
                    while case .frame = reader.next(into: frame) { arrived += 1 }
                }
            }
        }
        packets(100)
        let before = allocation_count_of_this_thread()
        packets(10_000)
        let allocations = allocation_count_of_this_thread() - before
        #if DEBUG
            // Unoptimised code keeps the frames of accessors on the heap, freed at once.
            #expect(allocations < 10_000 * 50)
        #else
            #expect(allocations == 0)
        #endif
        #expect(arrived == 10_100)
    }
}
