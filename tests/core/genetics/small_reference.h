// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/reference.h"

#include <memory>
#include <string>

namespace locus::test {

// An invented contig "7" of 4,000 bases in assembly "GRCh38" with two invented genes, so that tests
// need nobody's data. Letters come from a fixed seed; the frames are
//   TPLUS.1 (gene PLUSA, +): exons 301-400, 601-720, 901-1000; CDS 351-400, 601-720, 901-949
//   TMINUS.1 (gene MINUSB, -): exons 1501-1600, 1801-1900; CDS 1849-1801, 1600-1551
// Codons of both frames: ATG, then GCT GAA AAG CTC GGT GTC ATC CCA TTC TGG over and over, TAA at
// the end.
std::shared_ptr<const genetics::Reference> smallReference();
const std::string& smallContig();

} // namespace locus::test
