// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/java_exception.h"

#include "core/base/text.h"

#include <algorithm>
#include <limits>

namespace locus::dead_letters {

namespace {

constexpr BytesView streamHeader("\xAC\xED\x00\x05", 4);
constexpr int deepest = 256;
constexpr std::size_t mostCauses = 64;
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// Type codes and flags of the protocol.
enum Code : std::uint8_t
{
    Null = 0x70,
    Reference = 0x71,
    ClassDescription = 0x72,
    Object = 0x73,
    String = 0x74,
    Array = 0x75,
    Class = 0x76,
    BlockData = 0x77,
    EndBlockData = 0x78,
    BlockDataLong = 0x7A,
    LongString = 0x7C,
    ProxyClassDescription = 0x7D,
    Enum = 0x7E
};
constexpr std::uint64_t firstHandle = 0x7E0000;
constexpr unsigned hasWriteMethod = 1;
constexpr unsigned isSerializable = 2;
constexpr unsigned isExternalizable = 4;
constexpr unsigned hasBlockData = 8;

struct MemberField
{
    char type = 0;
    std::string name;
};

// Whatever has a handle: a class, a text or an object.
struct Node
{
    bool isText = false;
    std::string text; // a text, or a class's name
    unsigned flags = 0;
    std::vector<MemberField> fields; // of a class
    std::size_t parent = none; // of a class: its superclass; of an object: its class
    std::size_t message = none; // of an object: Throwable.detailMessage
    std::size_t cause = none; // of an object: Throwable.cause
};

class Reader
{
public:
    explicit Reader(BytesView bytes)
        : m_rest(bytes)
    { }

    std::vector<TracedException> read()
    {
        std::size_t root = none;
        if (!readContent(root, 0) || root >= m_nodes.size()) {
            return {};
        }
        return chain(root);
    }

private:
    bool take(std::size_t size, BytesView& out)
    {
        if (size > m_rest.size()) {
            return false;
        }
        out = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return true;
    }

    bool takeNumber(std::size_t size, std::uint64_t& out)
    {
        BytesView octets;
        if (!take(size, octets)) {
            return false;
        }
        out = 0;
        for (const char c : octets) {
            out = (out << 8U) | static_cast<unsigned char>(c);
        }
        return true;
    }

    bool takeText(std::size_t lengthSize, std::string& out)
    {
        std::uint64_t length = 0;
        BytesView octets;
        if (!takeNumber(lengthSize, length) || !take(length, octets)) {
            return false;
        }
        out = toUtf8(octets);
        return true;
    }

    std::size_t addNode()
    {
        m_nodes.emplace_back();
        return m_nodes.size() - 1;
    }

    bool readReference(std::size_t& out)
    {
        std::uint64_t handle = 0;
        if (!takeNumber(4, handle) || handle < firstHandle
            || handle - firstHandle >= m_nodes.size()) {
            return false;
        }
        out = handle - firstHandle;
        return true;
    }

    bool readString(std::size_t lengthSize, std::size_t& out)
    {
        out = addNode();
        m_nodes[out].isText = true;
        return takeText(lengthSize, m_nodes[out].text);
    }

    bool readContent(std::size_t& out, int depth)
    {
        out = none;
        std::uint64_t code = 0;
        if (depth > deepest || !takeNumber(1, code)) {
            return false;
        }
        switch (code) {
        case Null: return true;
        case Reference: return readReference(out);
        case String: return readString(2, out);
        case LongString: return readString(8, out);
        case ClassDescription: return readClass(out, depth);
        case ProxyClassDescription: return readProxyClass(out, depth);
        case Object: return readObject(out, depth);
        case Array: return readArray(out, depth);
        case Class: return readNamed(out, depth, false);
        case Enum: return readNamed(out, depth, true);
        default: return false;
        }
    }

    // A block of bytes, or any content, up to the end mark.
    bool readAnnotation(int depth)
    {
        while (!m_rest.empty()) {
            const auto code = static_cast<unsigned char>(m_rest.front());
            if (code == EndBlockData) {
                m_rest.remove_prefix(1);
                return true;
            }
            if (code == BlockData || code == BlockDataLong) {
                m_rest.remove_prefix(1);
                std::uint64_t length = 0;
                BytesView block;
                if (!takeNumber(code == BlockData ? 1 : 4, length) || !take(length, block)) {
                    return false;
                }
                continue;
            }
            std::size_t ignored = none;
            if (!readContent(ignored, depth + 1)) {
                return false;
            }
        }
        return false;
    }

    bool readFields(std::vector<MemberField>& out, int depth)
    {
        std::uint64_t count = 0;
        if (!takeNumber(2, count)) {
            return false;
        }
        for (std::uint64_t i = 0; i < count; ++i) {
            std::uint64_t type = 0;
            MemberField field;
            if (!takeNumber(1, type) || !takeText(2, field.name)) {
                return false;
            }
            field.type = static_cast<char>(type);
            std::size_t typeName = none;
            if ((field.type == 'L' || field.type == '[') && !readContent(typeName, depth + 1)) {
                return false;
            }
            out.push_back(std::move(field));
        }
        return true;
    }

    bool readClass(std::size_t& out, int depth)
    {
        Node described;
        std::uint64_t version = 0;
        std::uint64_t flags = 0;
        if (!takeText(2, described.text) || !takeNumber(8, version)) {
            return false;
        }
        const std::size_t self = addNode();
        if (!takeNumber(1, flags) || !readFields(described.fields, depth) || !readAnnotation(depth)
            || !readContent(described.parent, depth + 1)) {
            return false;
        }
        described.flags = static_cast<unsigned>(flags);
        m_nodes[self] = std::move(described);
        out = self;
        return true;
    }

    bool readProxyClass(std::size_t& out, int depth)
    {
        out = addNode();
        std::uint64_t count = 0;
        if (!takeNumber(4, count)) {
            return false;
        }
        for (std::uint64_t i = 0; i < count; ++i) {
            std::string name;
            if (!takeText(2, name)) {
                return false;
            }
        }
        std::size_t parent = none;
        m_nodes[out].flags = isSerializable;
        const bool read = readAnnotation(depth) && readContent(parent, depth + 1);
        m_nodes[out].parent = parent;
        return read;
    }

    // A class, or an enumeration's constant.
    bool readNamed(std::size_t& out, int depth, bool hasConstant)
    {
        std::size_t type = none;
        std::size_t constant = none;
        if (!readContent(type, depth + 1)) {
            return false;
        }
        out = addNode();
        return !hasConstant || readContent(constant, depth + 1);
    }

    static std::size_t sizeOf(char type)
    {
        switch (type) {
        case 'B':
        case 'Z': return 1;
        case 'C':
        case 'S': return 2;
        case 'F':
        case 'I': return 4;
        case 'D':
        case 'J': return 8;
        default: return 0;
        }
    }

    bool readArray(std::size_t& out, int depth)
    {
        std::size_t type = none;
        std::uint64_t count = 0;
        if (!readContent(type, depth + 1) || type >= m_nodes.size()) {
            return false;
        }
        const std::string name = m_nodes[type].text;
        out = addNode();
        if (name.size() < 2 || !takeNumber(4, count)) {
            return false;
        }
        if (const std::size_t size = sizeOf(name[1]); size > 0) {
            BytesView values;
            return take(count * size, values);
        }
        for (std::uint64_t i = 0; i < count; ++i) {
            std::size_t ignored = none;
            if (!readContent(ignored, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    bool readObject(std::size_t& out, int depth)
    {
        std::size_t type = none;
        if (!readContent(type, depth + 1) || type >= m_nodes.size()) {
            return false;
        }
        out = addNode();
        m_nodes[out].parent = type;
        std::vector<std::size_t> classes; // the topmost superclass first
        for (std::size_t at = type; at < m_nodes.size(); at = m_nodes[at].parent) {
            if (classes.size() == deepest) {
                return false; // a class that names itself as its ancestor
            }
            classes.insert(classes.begin(), at);
        }
        return std::all_of(classes.begin(), classes.end(),
            [&](std::size_t one) { return readMembers(out, one, depth); });
    }

    bool readMembers(std::size_t object, std::size_t type, int depth)
    {
        const unsigned flags = m_nodes[type].flags;
        if ((flags & isExternalizable) != 0) {
            return (flags & hasBlockData) != 0 && readAnnotation(depth);
        }
        if ((flags & isSerializable) == 0) {
            return true;
        }
        const std::vector<MemberField> fields = m_nodes[type].fields; // nodes may move below
        const bool isThrowable = m_nodes[type].text == "java.lang.Throwable";
        for (const MemberField& field : fields) {
            BytesView ignored;
            std::size_t value = none;
            const std::size_t size = sizeOf(field.type);
            if (!(size > 0 ? take(size, ignored) : readContent(value, depth + 1))) {
                return false;
            }
            if (isThrowable && field.name == "detailMessage") {
                m_nodes[object].message = value;
            } else if (isThrowable && field.name == "cause") {
                m_nodes[object].cause = value;
            }
        }
        return (flags & hasWriteMethod) == 0 || readAnnotation(depth);
    }

    [[nodiscard]] bool isThrowable(std::size_t type) const
    {
        int steps = 0;
        for (std::size_t at = type; at < m_nodes.size() && steps < deepest; ++steps) {
            if (m_nodes[at].text == "java.lang.Throwable") {
                return true;
            }
            at = m_nodes[at].parent;
        }
        return false;
    }

    // A Throwable without a cause names itself.
    [[nodiscard]] std::vector<TracedException> chain(std::size_t root) const
    {
        std::vector<TracedException> out;
        for (std::size_t at = root; at < m_nodes.size() && out.size() < mostCauses;) {
            const Node& node = m_nodes[at];
            if (node.isText || node.parent >= m_nodes.size() || !isThrowable(node.parent)) {
                break;
            }
            TracedException one { m_nodes[node.parent].text, std::nullopt };
            if (node.message < m_nodes.size() && m_nodes[node.message].isText) {
                one.message = m_nodes[node.message].text;
            }
            out.push_back(std::move(one));
            at = node.cause == at ? none : node.cause;
        }
        return out;
    }

    BytesView m_rest;
    std::vector<Node> m_nodes;
};

} // namespace

std::vector<TracedException> readJavaException(BytesView stream)
{
    if (!stream.starts_with(streamHeader)) {
        return {};
    }
    return Reader(stream.substr(streamHeader.size())).read();
}

} // namespace locus::dead_letters
