// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Store;

struct Resealed
{
    std::int64_t events = 0;
    std::int64_t analyses = 0; // with their input, result and rows
    std::int64_t letters = 0; // and their edits
    std::int64_t patients = 0;
    std::int64_t others = 0; // accounts, and entries about rights
};

// Seals what a store of before sealing holds in the clear, in slices of one transaction each, also
// beside the work: killed in the middle each row is old or new, and both can be read; where it
// ended stands in the store, and the next one goes on. What belongs to nobody (annotation cache,
// windows) and what soon goes (jobs) is left. Thread contract: that of the store, which it shares.
class Resealing
{
public:
    // Null: nothing is left to seal. Patients, and letters that hold a lane back, are sealed before
    // it returns, because their rows are found by what sealing makes of their names. `codec` is the
    // store's own and seals; both outlive this. `pass` is called behind every slice.
    static Result<std::unique_ptr<Resealing>> begin(
        Store& store, const PayloadCodec& codec, std::function<void(std::string_view)> pass = {});
    // Everything that was ever stored is looked at again: for a core that does not seal.
    static Status forget(Store& store);

    // One slice. False: all is sealed. REQUIRES: no transaction is open.
    Result<bool> go();
    [[nodiscard]] const Resealed& done() const { return m_done; }

private:
    Resealing(Store& store, const PayloadCodec& codec, std::function<void(std::string_view)> pass);
    Status readPlace();
    Status slice(const std::function<Status()>& work);
    Status patients();
    Result<bool> analyses();
    Result<bool> events();
    Status heldLetters();
    Result<bool> letters();
    Result<bool> edits();
    Result<bool> secrets();

    Store& m_store;
    const PayloadCodec& m_codec;
    std::function<void(std::string_view)> m_pass;
    std::int64_t m_part = 0; // which tables are done
    std::int64_t m_after = -1; // and how far in this one
    Uuid m_afterId;
    Resealed m_done;
};

} // namespace locus::store
