// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "../../../contracts/interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {IJobParameters} from "../../../contracts/interfaces/IJobParameters.sol";
import {IJobReview} from "../../../contracts/interfaces/IJobReview.sol";
import {bound, vm} from "../support/Vm.sol";
import {Nodes} from "./Nodes.sol";

/// @notice Jobs of all kinds in all currencies, with every way out of every state.
abstract contract Jobs is Nodes {
    uint256 internal constant MAX_JOBS = 16;

    /// @dev What the campaign knows of a job besides what is stored.
    /// @param seen The state it was in when last looked at, as its verdict.
    /// @param sealedAs Its commitment since the submission.
    /// @param assetId What was minted from it.
    struct Entry {
        IJobEscrow.Terms terms;
        IJobEscrow.Submission submission;
        IJobEscrow.State seen;
        IJobReview.Verdict verdict;
        bytes32 sealedAs;
        uint256 assetId;
    }

    mapping(uint256 jobId => Entry) internal entries;
    mapping(uint256 version => bytes32) private _parameters;
    /// @dev Bit `to` of entry `from`: that a job may go from there to there.
    mapping(IJobEscrow.State from => uint256 edges) private _edges;

    function _beginJobs() internal {
        for (uint256 i = 0; i < 2; ++i) {
            _register(cast[i], i == 0 ? "base" : "data", 500, new IAssetRegistry.Parent[](0));
        }
        (bool isSet, ) = address(escrow).call(_parametersWith(2_000));
        _hold(isSet, "the first parameters");
        _rememberParameters();
        _edge(IJobEscrow.State.None, IJobEscrow.State.Open);
        _edge(IJobEscrow.State.Open, IJobEscrow.State.Claimed);
        _edge(IJobEscrow.State.Open, IJobEscrow.State.Canceled);
        _edge(IJobEscrow.State.Claimed, IJobEscrow.State.Submitted);
        _edge(IJobEscrow.State.Claimed, IJobEscrow.State.Refunded);
        _edge(IJobEscrow.State.Submitted, IJobEscrow.State.Settled);
        _edge(IJobEscrow.State.Submitted, IJobEscrow.State.Disputed);
        // Keys for auditors that never came refute at once.
        _edge(IJobEscrow.State.Submitted, IJobEscrow.State.Refunded);
        _edge(IJobEscrow.State.Disputed, IJobEscrow.State.Submitted);
        _edge(IJobEscrow.State.Disputed, IJobEscrow.State.Refunded);
        _edge(IJobEscrow.State.Disputed, IJobEscrow.State.Void);
    }

    /* ACTS */

    function request(uint256 who, uint256 which, uint256 price, uint256 range, uint256 kind) external {
        if (escrow.jobCount() >= MAX_JOBS) return;
        address requester = cast[who % PEOPLE];
        IJobEscrow.Request memory job = _randomRequest(which, price, range, kind);
        _request("request", requester, job, abi.encodeCall(escrow.request, (job)));
    }

    function hire(uint256 who, uint256 which, uint256 price, uint256 manner) external {
        if (escrow.jobCount() >= MAX_JOBS) return;
        address requester = cast[who % PEOPLE];
        IJobEscrow.Request memory job = _randomRequest(which, price, price, manner);
        job.payment.minPrice = job.payment.maxPrice;
        uint256 nodeKey = 100 + (who % crew.length);
        job.work.targetNode = vm.addr(nodeKey);
        IJobEscrow.Quote memory quote = IJobEscrow.Quote(
            job.work.targetNode,
            manner % 3 == 0 ? address(0) : requester,
            job.work.specDigest,
            job.work.class,
            job.payment.currency,
            job.payment.maxPrice,
            job.work.runTime,
            uint40(block.timestamp + (manner % 5 == 0 ? 0 : 100))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(manner % 7 == 0 ? nodeKey + 1 : nodeKey, escrow.hashQuote(quote));
        bool good = manner % 5 != 0 && manner % 7 != 0;
        bytes memory call = abi.encodeCall(escrow.hire, (job, quote, abi.encodePacked(r, s, v)));
        if (_request("hire", requester, job, call)) _hold(good, "a bad quote was good");
    }

    function cancel(uint256 which, uint256 who) external {
        (uint256 jobId, Entry storage entry) = _some(which, IJobEscrow.State.Open);
        address caller = who % 3 == 0 ? _anybody(who) : entry.terms.requester;
        _jobCall("cancel", caller, abi.encodeCall(escrow.cancel, (jobId, entry.terms)));
    }

    function claim(uint256 which, uint256 who) external {
        (uint256 jobId, Entry storage entry) = _some(which, IJobEscrow.State.Open);
        address node = entry.terms.work.targetNode;
        if (node == address(0) || who % 9 == 0) node = crew[who % crew.length];
        _jobCall("claim", node, abi.encodeCall(escrow.claim, (jobId, entry.terms)));
    }

    function submit(uint256 which, uint256 how) external {
        (uint256 jobId, Entry storage entry) = _some(which, IJobEscrow.State.Claimed);
        if (jobId == 0) return;
        IJobEscrow.Submission memory submission = _submissionOf(jobId, how);
        address node = how % 9 == 0 ? _anybody(how) : escrow.jobOf(jobId).node;
        if (!_jobCall("submit", node, abi.encodeCall(escrow.submit, (jobId, entry.terms, submission)))) return;
        entry.submission = submission;
        entry.sealedAs = escrow.jobOf(jobId).commitment;
    }

    function accept(uint256 which, uint256 who) external {
        if (who % 3 == 0) return;
        (uint256 jobId, Entry storage entry) = _some(which, IJobEscrow.State.Submitted);
        address caller = who % 9 == 1 ? _anybody(who) : entry.terms.requester;
        _jobCall("accept", caller, abi.encodeCall(escrow.accept, (jobId, entry.terms, entry.submission)));
    }

    /// One time in two when it may.
    function finalize(uint256 which, uint256 haste) external {
        (uint256 jobId, Entry storage entry) = _some(which, IJobEscrow.State.Submitted);
        if (jobId != 0 && haste % 2 == 0) _waitUntil(_reviewEnd(jobId));
        _jobCall("finalize", address(this), abi.encodeCall(escrow.finalize, (jobId, entry.terms, entry.submission)));
    }

    function releaseBond(uint256 which, uint256 haste) external {
        (uint256 jobId, Entry storage entry) = _some(which, IJobEscrow.State.Settled);
        for (uint256 i = 0; i < escrow.jobCount() && !escrow.jobOf(jobId).bondLocked; ++i) {
            (jobId, entry) = _some((which >> 1) + i, IJobEscrow.State.Settled);
        }
        if (jobId != 0 && haste % 2 == 0) _waitUntil(_reviewEnd(jobId));
        bytes memory call = abi.encodeCall(escrow.releaseBond, (jobId, entry.terms, entry.submission));
        _jobCall("releaseBond", address(this), call);
    }

    function expire(uint256 which, uint256 haste) external {
        (uint256 jobId, Entry storage entry) = _some(which, IJobEscrow.State.Claimed);
        if (jobId != 0 && haste % 4 == 0) _waitUntil(uint256(escrow.jobOf(jobId).claimedAt) + entry.terms.work.runTime);
        _jobCall("expire", address(this), abi.encodeCall(escrow.expire, (jobId, entry.terms)));
    }

    function mintResult(uint256 which) external {
        (uint256 jobId, Entry storage entry) = _some(which, IJobEscrow.State.Settled);
        bytes memory call = abi.encodeCall(escrow.mintResult, (jobId, entry.terms, entry.submission));
        (bool minted, bytes memory answer) = _ask("mintResult", address(this), address(escrow), 0, call);
        if (!minted) return;
        _hold(entry.assetId == 0, "a result was minted twice");
        entry.assetId = abi.decode(answer, (uint256));
        _hold(assets.creatorOf(entry.assetId) == entry.terms.requester, "a result of somebody else");
    }

    function changeParameters(uint256 bondBps) external {
        if (escrow.currentVersion() >= 5) return;
        bytes memory call = _parametersWith(uint32(bound(bondBps, 1_000, 30_000)));
        _hold(_try("changeParameters", address(this), address(escrow), 0, call), "governance was refused");
        _rememberParameters();
    }

    function pauseJobs(uint256 rarely) external {
        _pauseOrNot("pauseJobs", address(escrow), rarely);
    }

    /// By far too late, while everything is paused, passers-by empty every job.
    function everybodyLeaves(uint256 rarely) external virtual {
        if (rarely % 4 != 0) return;
        _pauseAll();
        vm.warp(block.timestamp + 30 days);
        vm.roll(block.number + 600);
        for (uint256 jobId = 1; jobId <= escrow.jobCount(); ++jobId) _leave(jobId);
        for (uint256 i = 0; i < currencies.length; ++i) {
            _hold(treasury.escrowed(currencies[i]) == 0, "money is stranded in the escrow");
        }
        for (uint256 i = 0; i < crew.length; ++i) {
            _hold(nodes.nodeOf(crew[i]).locked == 0, "stake is stranded under a lock");
        }
        _unpauseAll();
        _note("everybodyLeaves", address(0), 0);
    }

    /* WHAT MUST HOLD */

    function _watch() internal virtual override {
        super._watch();
        uint256 count = escrow.jobCount();
        for (uint256 jobId = 1; jobId <= count; ++jobId) {
            Entry storage entry = entries[jobId];
            IJobEscrow.Job memory job = escrow.jobOf(jobId);
            IJobReview.Verdict verdict = job.review.verdict;
            _hold(entry.verdict == IJobReview.Verdict.None || entry.verdict == verdict, "a verdict changed");
            entry.verdict = verdict;
            if (job.state == entry.seen) continue;
            bool isEdge = (_edges[entry.seen] >> uint256(job.state)) & 1 == 1;
            _hold(isEdge, "an edge that is not in the diagram");
            entry.seen = job.state;
        }
    }

    /// Adds up what the jobs hold while it looks at them.
    function _jobsHold() internal view returns (Ledger memory ledger) {
        uint256 versions = escrow.currentVersion();
        for (uint256 version = 1; version <= versions; ++version) {
            _hold(_parameters[version] == _hashOf(version), "the parameters of a version changed");
        }
        ledger = Ledger(new uint256[](currencies.length), new uint256[](crew.length));
        uint256 count = escrow.jobCount();
        for (uint256 jobId = 1; jobId <= count; ++jobId) {
            IJobEscrow.Job memory job = escrow.jobOf(jobId);
            _jobHolds(job, entries[jobId]);
            _add(ledger, job, entries[jobId].terms);
        }
    }

    function _jobHolds(IJobEscrow.Job memory job, Entry storage entry) private view {
        IJobEscrow.State state = job.state;
        bool isSubmitted = job.submittedAt != 0;
        _hold(isSubmitted == (entry.sealedAs != 0), "submitted without a submission");
        if (isSubmitted) _hold(job.commitment == entry.sealedAs, "what was submitted changed");
        _hold((job.node == address(0)) == (job.claimedAt == 0), "claimed by nobody");

        bool mayBond =
            state == IJobEscrow.State.Claimed ||
                state == IJobEscrow.State.Submitted ||
                state == IJobEscrow.State.Disputed;
        _hold(!mayBond || job.bondLocked, "a job in progress without its bond");
        bool isSettled = state == IJobEscrow.State.Settled;
        _hold(!job.bondLocked || mayBond || isSettled, "the bond of a job that has ended");
        IJobReview.Review memory review = job.review;
        bool isJudged = review.verdict != IJobReview.Verdict.None;
        if (isSettled && block.timestamp < uint256(job.submittedAt) + WINDOW) {
            _hold(job.bondLocked || isJudged, "an accepted job's bond left early");
        }
        _hold(review.openAudits + review.passedAudits <= entry.terms.work.audits, "more audits than were paid");
        bool isVoid = review.verdict == IJobReview.Verdict.Void;
        _hold((state == IJobEscrow.State.Void) == (isVoid && !isSettled), "void without a verdict, or unpaid");
        _hold(!isJudged || !job.bondLocked, "a verdict that left the bond locked");
        if (state == IJobEscrow.State.Disputed) _hold(review.openDisputes != 0, "disputed without a dispute");
        if (state == IJobEscrow.State.Submitted)
            _hold(review.openDisputes == 0, "a dispute that does not hold the job");
        _hold(entry.assetId == 0 || isSettled, "minted before it was paid");
    }

    /// The bond of its node, and of the requester's money what has not left.
    function _add(Ledger memory ledger, IJobEscrow.Job memory job, IJobEscrow.Terms memory terms) private view {
        if (job.state != IJobEscrow.State.Open && !job.bondLocked) return;
        uint256 held = uint256(terms.work.audits - job.review.passedAudits) * terms.payment.auditFee;
        if (job.state != IJobEscrow.State.Settled) held += terms.payment.maxPrice;
        ledger.escrowed[_placeOf(terms.payment.currency)] += held;
        if (!job.bondLocked) return;
        uint256 price = escrow.priceAt(terms, job.claimedAt);
        _hold(terms.payment.minPrice <= price && price <= terms.payment.maxPrice, "a price out of its range");
        ledger.liabilities[places[job.node]] += escrow.bondFor(terms, price);
    }

    function _placeOf(address currency) private view returns (uint256 place) {
        while (currencies[place] != currency) ++place;
    }

    /* INTERNAL: OVERRIDDEN WITH DISPUTES */

    function _randomRequest(
        uint256 which,
        uint256 price,
        uint256 range,
        uint256 kind
    ) internal virtual returns (IJobEscrow.Request memory job) {
        uint128 maxPrice = uint128(bound(range, 0, 10 ether));
        job = _jobRequest(uint128(bound(price, 0, maxPrice)), maxPrice);
        job.payment.currency = currencies[which % currencies.length];
        // Of less than 100 units the taking token takes nothing.
        if (job.payment.currency != address(0) && maxPrice < 100) job.payment.maxPrice = 100;
        if (kind % 3 == 1) job.work.targetNode = crew[kind % crew.length];
        _addParents(job, kind);
    }

    function _submissionOf(
        uint256 jobId,
        uint256 how
    ) internal virtual returns (IJobEscrow.Submission memory submission) {
        return IJobEscrow.Submission(keccak256(abi.encode(jobId, how)), bytes32(how | 1), 0);
    }

    function _leave(uint256 jobId) internal virtual {
        Entry storage entry = entries[jobId];
        IJobEscrow.Job memory job = escrow.jobOf(jobId);
        if (job.state == IJobEscrow.State.Open) escrow.cancel(jobId, entry.terms);
        if (job.state == IJobEscrow.State.Claimed) escrow.expire(jobId, entry.terms);
        if (job.state == IJobEscrow.State.Submitted) escrow.finalize(jobId, entry.terms, entry.submission);
        if (job.state == IJobEscrow.State.Settled && job.bondLocked) {
            escrow.releaseBond(jobId, entry.terms, entry.submission);
        }
    }

    /* INTERNAL */

    function _addParents(IJobEscrow.Request memory job, uint256 kind) internal pure {
        uint256 count = kind % 5 > 2 ? 2 : kind % 5;
        job.parents = new IAssetRegistry.Parent[](count);
        for (uint256 i = 0; i < count; ++i) job.parents[i].assetId = 1 + i;
        job.work.specDigest = keccak256(abi.encode("spec", kind));
    }

    function _some(uint256 which, IJobEscrow.State state) internal view returns (uint256 jobId, Entry storage entry) {
        uint256 count = escrow.jobCount();
        for (uint256 i = 0; i < count; ++i) {
            uint256 candidate = 1 + (((which % count) + i) % count);
            if (escrow.jobOf(candidate).state == state) return (candidate, entries[candidate]);
        }
        return (0, entries[0]);
    }

    function _jobCall(string memory act, address caller, bytes memory call) internal returns (bool succeeded) {
        return _try(act, caller, address(escrow), 0, call);
    }

    function _pauseAll() internal {
        if (!_isPaused(address(escrow))) escrow.pause();
        if (!_isPaused(address(nodes))) nodes.pause();
        if (!_isPaused(address(market))) market.pause();
        if (!_isPaused(address(assets))) assets.pause();
    }

    function _unpauseAll() internal {
        escrow.unpause();
        nodes.unpause();
        market.unpause();
        assets.unpause();
    }

    function _request(
        string memory act,
        address requester,
        IJobEscrow.Request memory job,
        bytes memory call
    ) private returns (bool requested) {
        uint256 due = uint256(job.payment.maxPrice) + uint256(job.work.audits) * job.payment.auditFee;
        uint256 value = job.payment.currency == address(0) ? due : 0;
        bytes memory answer;
        (requested, answer) = _ask(act, requester, address(escrow), value, call);
        if (!requested) return false;
        IJobEscrow.Terms memory terms = _termsOf(requester, job);
        terms.outcome.lineage = assets.resolveLineage(requester, job.parents);
        entries[abi.decode(answer, (uint256))].terms = terms;
    }

    /// When nothing but a dispute can hold a submitted job any longer.
    function _reviewEnd(uint256 jobId) private view returns (uint256 timestamp) {
        IJobEscrow.Job memory job = escrow.jobOf(jobId);
        return uint256(job.submittedAt) + WINDOW + (job.review.openAudits == 0 ? 0 : LONGEST_DISPUTE);
    }

    function _parametersWith(uint32 bondBps) private view returns (bytes memory call) {
        IJobParameters.BondRate[] memory rates = new IJobParameters.BondRate[](currencies.length - 1);
        for (uint256 i = 0; i < rates.length; ++i) rates[i] = IJobParameters.BondRate(currencies[i + 1], 0.5 ether);
        return
            abi.encodeCall(
                escrow.setParameters,
                (IJobParameters.Parameters(WINDOW, 1 days, 7 days, 250, bondBps, MIN_BOND), _disputeParameters(), rates)
            );
    }

    function _rememberParameters() private {
        for (uint256 version = 1; version <= escrow.currentVersion(); ++version) {
            if (_parameters[version] == 0) _parameters[version] = _hashOf(version);
        }
    }

    function _hashOf(uint256 version) private view returns (bytes32 hash) {
        return keccak256(abi.encode(escrow.parametersOf(version), escrow.disputeParametersOf(version)));
    }

    function _edge(IJobEscrow.State from, IJobEscrow.State to) private {
        _edges[from] |= 1 << uint256(to);
    }
}
