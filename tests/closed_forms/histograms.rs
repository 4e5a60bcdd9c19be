//! histograms
