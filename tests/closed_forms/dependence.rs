//! dependence
