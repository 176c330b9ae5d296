#ifndef CCONFINEMENT_H
#define CCONFINEMENT_H

/// Shuts this process in: from now on the system lets it compute, take memory, start threads of its
/// own, and read and write one descriptor. It opens no file or socket, starts no program, signals
/// nobody, and cannot undo it; what it tries besides fails with EPERM. Every other descriptor is closed.
///
/// Returns 0, or an errno where the system has no such filter (ENOSYS for another processor).
int confine_to_descriptor(int descriptor);

#endif
