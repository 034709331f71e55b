/// Octets of a message in the making, in memory that grows by itself: appending is a copy and no more. The one place that
/// writes by unsafe pointers: every write is preceded by `room`, every read is checked against the source's end.
struct OctetWriter: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0
    /// The memory is another's, until it is too small.
    private var isLent = false
    /// The octets that slices are parts of, within `copying`.
    private var source = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    init(capacity: Int = 1_024) {
        self.capacity = max(capacity, 64)
        memory = .allocate(capacity: self.capacity)
    }

    private init(lent memory: UnsafeMutablePointer<UInt8>, capacity: Int) {
        self.memory = memory
        self.capacity = capacity
        isLent = true
    }

    deinit { if !isLent { memory.deallocate() } }

    /// What the body writes, straight into the array that is returned where the capacity holds it.
    static func octets(capacity: Int, _ body: (inout OctetWriter) -> Void) -> [UInt8] {
        var larger: [UInt8]?
        let direct = [UInt8](unsafeUninitializedCapacity: max(capacity, 64)) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            var writer = OctetWriter(lent: base, capacity: buffer.count)
            body(&writer)
            if writer.isLent { initialized = writer.count } else { larger = writer.octets }
        }
        return larger ?? direct
    }

    private mutating func room(for more: Int) {
        if more > capacity - count { grow(by: more) }
    }

    @inline(never) private mutating func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: memory, count: count)
        if !isLent { memory.deallocate() }
        isLent = false
        memory = larger
    }

    @inline(__always) mutating func append(_ octet: UInt8) {
        room(for: 1)
        memory[count] = octet
        count &+= 1
    }

    @inline(__always) mutating func write(_ word: StaticString) {
        copy(word.utf8Start, word.utf8CodeUnitCount)
    }

    /// Lends the octets that slices are parts of.
    mutating func copying(_ octets: [UInt8], _ body: (inout OctetWriter) -> Void) {
        octets.withUnsafeBufferPointer { lent in
            source = lent
            body(&self)
            source = UnsafeBufferPointer(start: nil, count: 0)
        }
    }

    /// A part of the source; nothing where it lies beyond it.
    @inline(__always) mutating func append(_ slice: Slice) {
        let start = Int(slice.start)
        let length = Int(slice.count)
        guard let base = source.baseAddress, start &+ length <= source.count else { return }
        copy(base + start, length)
    }

    /// Whether the source has this octet right before a slice.
    func source(hasBefore slice: Slice, _ octet: UInt8) -> Bool {
        slice.start > 0 && Int(slice.start) <= source.count && source[Int(slice.start) - 1] == octet
    }

    /// The source from a place on.
    mutating func appendRest(from start: Int) {
        guard let base = source.baseAddress, start >= 0, start < source.count else { return }
        copy(base + start, source.count - start)
    }

    mutating func append(octets: some Collection<UInt8>) {
        let isCopied: Void? = octets.withContiguousStorageIfAvailable { source in
            if let base = source.baseAddress { copy(base, source.count) }
        }
        if isCopied == nil { for octet in octets { append(octet) } }
    }

    /// Short runs, which most are, go as two words that overlap.
    @inline(__always) private mutating func copy(_ from: UnsafePointer<UInt8>, _ length: Int) {
        room(for: length)
        let to = memory + count
        count &+= length
        if length > 16 {
            to.update(from: from, count: length)
        } else if length >= 8 {
            Self.move(UInt64.self, from, to, 0)
            Self.move(UInt64.self, from, to, length &- 8)
        } else if length >= 4 {
            Self.move(UInt32.self, from, to, 0)
            Self.move(UInt32.self, from, to, length &- 4)
        } else {
            var index = 0
            while index < length {
                to[index] = from[index]
                index &+= 1
            }
        }
    }

    @inline(__always) private static func move<Word: BitwiseCopyable>(
        _ word: Word.Type, _ from: UnsafePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>, _ offset: Int
    ) {
        let value = UnsafeRawPointer(from + offset).loadUnaligned(as: Word.self)
        UnsafeMutableRawPointer(to + offset).storeBytes(of: value, as: Word.self)
    }

    /// Text without its control characters: no value can begin a line of its own.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { source in
            guard let base = source.baseAddress else { return }
            room(for: source.count)
            var hasControl = false
            for octet in source { hasControl = hasControl || octet < 32 || octet == 127 }
            if !hasControl { return copy(base, source.count) }
            for octet in source where octet >= 32 && octet != 127 {
                memory[count] = octet
                count += 1
            }
        }
    }

    /// What a class allows of a text; the rest is left out.
    mutating func append(_ text: String, keeping set: CharacterClass) {
        var text = text
        text.withUTF8 { source in
            room(for: source.count)
            for octet in source where set.contains(octet) {
                memory[count] = octet
                count &+= 1
            }
        }
    }

    mutating func append(number: some UnsignedInteger & FixedWidthInteger) {
        var rest = UInt64(truncatingIfNeeded: number)
        var divisor: UInt64 = 1
        while rest / divisor >= 10 { divisor *= 10 }
        room(for: 20)
        while divisor > 0 {
            memory[count] = 48 + UInt8(truncatingIfNeeded: rest / divisor)
            count += 1
            rest %= divisor
            divisor /= 10
        }
    }

    mutating func lineBreak() {
        append(13)
        append(10)
    }

    /// All that was written.
    var octets: [UInt8] { Array(UnsafeBufferPointer(start: memory, count: count)) }
}
